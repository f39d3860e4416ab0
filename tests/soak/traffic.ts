import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import type { Kysely } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { openStream } from '#tests/support/event-stream.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

/** Two leads with three analysts each, and their manager, signed in. */
interface Cast {
  url: string
  teamId: string
  leads: SignedIn[]
  analysts: SignedIn[]
  manager: SignedIn
}

export async function makeCast(db: Kysely<Schema>, url: string): Promise<Cast> {
  const org = await makeOrg(db)
  const unit = await makeTeam(db, org)
  const teamId = await makeTeam(db, org, { parentId: unit })
  const someone = async (role: 'lead' | 'analyst' | 'manager', team: string) =>
    await signIn(url, await makePerson(db, org, { memberships: [{ role, teamId: team }] }))
  const several = (role: 'lead' | 'analyst', count: number) =>
    Promise.all(Array.from({ length: count }, () => someone(role, teamId)))
  const cast = {
    ...{ url, teamId },
    leads: await several('lead', 2),
    analysts: await several('analyst', 6),
    manager: await someone('manager', unit),
  }
  for (const analyst of cast.analysts)
    await analyst.client.checkIns.setConsent.mutate({
      meta: analyst.meta(),
      input: { given: true, textVersion: 1 },
    })
  return cast
}

const noteOf = (teamId: string, subjectId: string) => ({
  noteId: uuidv7(),
  ...{ teamId, subjectId },
  audience: 'person' as const,
  body: { kind: 'quick' as const, text: 'The threat policy changed on Monday; read section three again.' },
  criterion: null,
  evidence: [],
  followUpOn: null,
  actions: [],
})
const checkIn = () => ({
  checkInId: uuidv7(),
  answers: { energy: 4, load: 2, support: null },
  note: '오늘은 조금 무거웠어요',
  audience: 'me' as const,
  readerId: null,
})
const escalation = (teamId: string) => ({
  ...{ escalationId: uuidv7(), teamId },
  ...{ kind: 'policy_gap' as const, category: null, severity: 'P3' as const, function: 'policy' as const },
  ...{ summary: 'Two clauses disagree', details: null, caseReference: null, subjectId: null },
  ...{ links: [], submit: true },
})

/** Requests that the day of a team is made of, each with how many of a hundred they are. */
const kinds: {
  weight: number
  send: (cast: Cast, pick: <T>(from: readonly T[]) => T) => Promise<unknown>
}[] = [
  { weight: 20, send: ({ leads }, pick) => pick(leads).client.today.list.query() },
  { weight: 8, send: ({ analysts }, pick) => pick(analysts).client.today.list.query() },
  { weight: 10, send: ({ leads, teamId }, pick) => pick(leads).client.scorecards.team.query({ teamId }) },
  {
    weight: 10,
    send: ({ leads, analysts }, pick) =>
      pick(leads).client.scorecards.analyst.query({ personId: pick(analysts).person.personId }),
  },
  {
    weight: 6,
    send: ({ manager }) => manager.client.escalations.list.query({ scope: 'team', state: 'open' }),
  },
  { weight: 8, send: ({ analysts }, pick) => pick(analysts).client.inbox.list.query() },
  {
    weight: 5,
    send: ({ leads }, pick) => pick(leads).client.escalations.list.query({ scope: 'all', state: 'open' }),
  },
  { weight: 5, send: ({ analysts }, pick) => pick(analysts).client.people.me.query() },
  {
    weight: 6,
    send({ leads, analysts, teamId }, pick) {
      const lead = pick(leads)
      const input = noteOf(teamId, pick(analysts).person.personId)
      return lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
    },
  },
  {
    weight: 3,
    send({ analysts }, pick) {
      const analyst = pick(analysts)
      return analyst.client.checkIns.save.mutate({ meta: analyst.meta(), input: checkIn() })
    },
  },
  {
    weight: 4,
    send({ leads }, pick) {
      const lead = pick(leads)
      const input = { key: `row ${pick([1, 2, 3, 4, 5, 6])}`, how: 'done' as const, until: null }
      return lead.client.today.settle.mutate({ meta: lead.meta(), input })
    },
  },
  {
    weight: 4,
    send({ analysts }, pick) {
      const analyst = pick(analysts)
      const input = { theme: pick(['dark', 'light'] as const) }
      return analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input })
    },
  },
  {
    weight: 2,
    send({ analysts, teamId }, pick) {
      const analyst = pick(analysts)
      const input = escalation(teamId)
      return analyst.client.escalations.raise.mutate({ meta: analyst.meta(), input })
    },
  },
  // What is refused: a record that is another's, and a sign-in of nobody.
  {
    weight: 4,
    send({ analysts }, pick) {
      const [asker, other] = [pick(analysts), pick(analysts)]
      return refused(
        asker === other
          ? asker.client.scorecards.team.query({ teamId: uuidv7() })
          : asker.client.scorecards.analyst.query({ personId: other.person.personId }),
      )
    },
  },
  {
    weight: 1,
    send: ({ analysts }, pick) =>
      refused(
        pick(analysts).client.auth.signIn.mutate({
          email: `${uuidv7()}@example.org`,
          password: 'not a password of anybody',
          device: 'Test phone',
        }),
      ),
  },
  // A phone that comes to the front and goes again, and a page that is loaded.
  {
    weight: 2,
    async send({ leads, url }, pick) {
      const stream = await openStream(url, pick(leads).cookie())
      await sleep(500)
      stream.close()
    },
  },
  {
    weight: 2,
    async send({ url }) {
      await (await fetch(url)).text()
    },
  },
]
const bag = kinds.flatMap(({ weight, send }) => Array.from({ length: weight }, () => send))

async function refused(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (thrown) {
    if (thrown instanceof TRPCClientError && thrown.data?.app) return
    throw thrown
  }
  throw new Error('What nobody may was answered')
}

/** Sends one request of the mixture. */
export const sendOne = async (cast: Cast, random: () => number): Promise<void> => {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  await pick(bag)(cast, pick)
}
