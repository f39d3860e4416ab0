import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import type { SignedIn, TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

const names = [
  'analyst',
  'peer',
  'lead',
  'coLead',
  'manager',
  'director',
  'otherManager',
  'exManager',
  'policy',
  'legal',
  'admin',
] as const
export type Role = (typeof names)[number]

export interface EscalationCast {
  org: string
  teamId: string
  people: Record<Role, TestPerson>
}

/** One team with two leads, a manager of the unit above and a director above that, and who is beside. */
export async function makeEscalationCast(db: Kysely<Schema>): Promise<EscalationCast> {
  const org = await makeOrg(db)
  const top = await makeTeam(db, org, { name: 'Top' })
  const unit = await makeTeam(db, org, { name: 'Unit', parentId: top })
  const teamId = await makeTeam(db, org, { name: 'Ours', parentId: unit })
  const beside = await makeTeam(db, org, { name: 'Beside' })
  const memberships = {
    analyst: { role: 'analyst', teamId },
    peer: { role: 'analyst', teamId },
    lead: { role: 'lead', teamId },
    coLead: { role: 'lead', teamId },
    manager: { role: 'manager', teamId: unit },
    director: { role: 'manager', teamId: top },
    otherManager: { role: 'manager', teamId: beside },
    exManager: { role: 'manager', teamId: unit, endsOn: dayFromToday(0) },
    policy: { role: 'partner', function: 'policy' },
    legal: { role: 'partner', function: 'legal' },
    admin: { role: 'admin' },
  } as const
  const made = await Promise.all(
    names.map(
      async (name) => [name, await makePerson(db, org, { name, memberships: [memberships[name]] })] as const,
    ),
  )
  return { org, teamId, people: Object.fromEntries(made) as Record<Role, TestPerson> }
}

export const raiseInput = (teamId: string, changes: Partial<RaiseInput> = {}): RaiseInput => ({
  escalationId: uuidv7(),
  teamId,
  kind: 'policy_gap',
  category: null,
  severity: 'P2',
  summary: 'Two clauses disagree',
  details: null,
  caseReference: null,
  function: 'policy',
  subjectId: null,
  links: [],
  submit: true,
  ...changes,
})

export const recommendation = (escalationId: string) => ({
  escalationId,
  requestId: uuidv7(),
  question: 'Use clause 4 until the update?',
  recommendation: 'Clause 4 is the stricter one.',
  ifApproved: 'The queue follows clause 4.',
  ifRejected: 'The queue goes on as it is.',
})

export const decision = (view: EscalationView, verdict: 'approve' | 'reject' | 'ask' = 'approve') => ({
  escalationId: view.escalationId,
  requestId: view.request?.requestId ?? randomUUID(),
  decisionId: uuidv7(),
  contentVersion: view.contentVersion,
  verdict,
  reason: verdict === 'approve' ? null : 'Not yet',
})

/** Everybody signed in, and the steps that most tests begin with. */
export async function startEscalations(app: TestApp) {
  const cast = await makeEscalationCast(app.owner)
  const signed = await Promise.all(
    names.map(async (name) => [name, await app.signIn(cast.people[name])] as const),
  )
  const as = Object.fromEntries(signed) as Record<Role, SignedIn>
  const raise = async (who: Role, changes: Partial<RaiseInput> = {}) => {
    const input = raiseInput(cast.teamId, changes)
    await as[who].client.escalations.raise.mutate({ meta: as[who].meta(), input })
    return input.escalationId
  }
  const see = (who: Role, escalationId: string) => as[who].client.escalations.detail.query({ escalationId })
  const request = async (who: Role, escalationId: string) => {
    const input = recommendation(escalationId)
    await as[who].client.escalations.requestApproval.mutate({ meta: as[who].meta(), input })
    return input.requestId
  }
  const decide = async (
    who: Role,
    escalationId: string,
    verdict: 'approve' | 'reject' | 'ask' = 'approve',
  ) => {
    const input = decision(await see(who, escalationId), verdict)
    await as[who].client.escalations.decide.mutate({ meta: as[who].meta(), input })
    return input.decisionId
  }
  /** The ten seconds are over. */
  const ripen = async (decisionId: string) => {
    await app.owner
      .updateTable('escalation_decision')
      .set({ takes_effect_at: new Date(Date.now() - 1).toISOString() })
      .where('decision_id', '=', decisionId)
      .execute()
  }
  return { ...cast, as, raise, see, request, decide, ripen }
}
