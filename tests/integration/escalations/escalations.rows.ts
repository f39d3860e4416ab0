import { v7 as uuidv7 } from 'uuid'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { type Persona, personas } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import type { World } from '#tests/integration/authorization/world.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { makePerson } from '#tests/support/people.ts'
import { decision, raiseInput, recommendation } from './cast.ts'
import { monthToday, part, raise } from './escalations.world.ts'

/** Every procedure of escalations: raised by the subject in team one, routed to Policy. */
const ours: readonly Persona[] = ['lead', 'coLead', 'manager']
const workers: readonly Persona[] = [...ours, 'partner']
const raiserAndOurs: readonly Persona[] = ['subject', ...ours]
const readers: readonly Persona[] = ['subject', ...workers]

type Make = (world: World) => Promise<string>

const raised =
  (changes: Partial<RaiseInput> = {}): Make =>
  (world) =>
    raise(world, world.people.subject, changes)
const acknowledged: Make = async (world) => {
  const { lead } = world.people
  const escalationId = await raised({ severity: 'P3' })(world)
  await lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input: { escalationId } })
  return escalationId
}
const resolved: Make = async (world) => {
  const { lead } = world.people
  const escalationId = await acknowledged(world)
  await lead.client.escalations.resolve.mutate({
    meta: lead.meta(),
    input: { escalationId, resolution: 'done', whatChanged: null, followUps: [] },
  })
  return escalationId
}
const paused: Make = async (world) => {
  const { lead } = world.people
  const escalationId = await raised()(world)
  await lead.client.escalations.pause.mutate({
    meta: lead.meta(),
    input: { escalationId, reason: 'legal' },
  })
  return escalationId
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
/** Held by somebody who is none of the readers here. */
const overdue: Make = async (world) => {
  const { owner } = world.app
  const escalationId = await raised()(world)
  const { personId } = await makePerson(owner, world.people.lead.person.org)
  await owner
    .updateTable('escalation')
    .set({ holder_id: personId })
    .where('escalation_id', '=', escalationId)
    .execute()
  await owner
    .updateTable('escalation_clock')
    .set({ risk_at: ago(2), due_at: ago(1) })
    .where('escalation_id', '=', escalationId)
    .execute()
  return escalationId
}
const asked: Make = async (world) => {
  const { lead } = world.people
  const escalationId = await raised()(world)
  const input = recommendation(escalationId)
  await lead.client.escalations.requestApproval.mutate({ meta: lead.meta(), input })
  return escalationId
}
const see = (who: SignedIn, escalationId: string) => who.client.escalations.detail.query({ escalationId })
async function decided(world: World) {
  const { manager } = world.people
  const input = decision(await see(manager, await asked(world)))
  await manager.client.escalations.decide.mutate({ meta: manager.meta(), input })
  return { escalationId: input.escalationId, decisionId: input.decisionId }
}
const delegation = (toId: string) => ({
  delegationId: uuidv7(),
  role: 'lead' as const,
  toId,
  // Not yet: nobody of the matrix stands in for another while it is walked through.
  startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  endsAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
})
async function delegated({ people: { lead, otherLead } }: World): Promise<string> {
  const input = delegation(otherLead.person.personId)
  await lead.client.escalations.delegate.mutate({ meta: lead.meta(), input })
  await lead.client.escalations.delegations.query()
  return input.delegationId
}
async function anotherLead(who: SignedIn, { app, team }: World): Promise<string> {
  const { org } = who.person
  const { team_id } = await app.owner
    .selectFrom('team')
    .select('team_id')
    .where('org_id', '=', org)
    .where('team_id', '<>', team)
    .executeTakeFirstOrThrow()
  const memberships = [{ role: 'lead' as const, teamId: team_id }]
  return (await makePerson(app.owner, org, { memberships })).personId
}

/** A command on one escalation in a state. */
const on = (
  procedure: string,
  state: string,
  row: {
    allowed: readonly Persona[]
    make: Make
    input?: (escalationId: string, world: World) => object | Promise<object>
    base?: number
  },
): Row =>
  rowOn({
    procedure: `escalations.${procedure}`,
    state,
    allowed: row.allowed,
    make: row.make,
    input: async (who, escalationId, world) =>
      commandOf(who, { escalationId, ...(await row.input?.(escalationId, world)) }, row.base ?? null),
  })

const { links, submit, severity, teamId, escalationId, ...content } = raiseInput('', {
  summary: 'other words',
})
const lower = { allowed: ours, make: raised(), base: 2 }

export const rows: readonly Row[] = [
  {
    procedure: 'escalations.list',
    state: 'own',
    allowed: personas,
    input: () => ({ scope: 'all', state: 'open' }),
  },
  { procedure: 'escalations.delegations', state: 'own', allowed: personas, input: () => undefined },
  { procedure: 'escalations.calendar', state: 'own', allowed: personas, input: () => undefined },
  {
    procedure: 'escalations.insight',
    state: 'of team one',
    allowed: ours,
    input: (_, { team }) => ({ teamId: team, month: monthToday() }),
  },
  ...(['detail', 'people'] as const).flatMap((name): Row[] => [
    {
      procedure: `escalations.${name}`,
      state: 'submitted',
      allowed: readers,
      input: (_, world) => ({ escalationId: part.stateOf(world).open }),
    },
    {
      procedure: `escalations.${name}`,
      state: 'a draft',
      allowed: ['subject'],
      input: (_, world) => ({ escalationId: part.stateOf(world).draft }),
    },
    {
      procedure: `escalations.${name}`,
      state: 'about the subject',
      allowed: ['peer', ...ours],
      input: (_, world) => ({ escalationId: part.stateOf(world).about }),
    },
  ]),
  {
    procedure: 'escalations.raise',
    state: 'in team one',
    allowed: ['subject', 'peer', ...ours],
    input: (who, { team }) => commandOf(who, raiseInput(team)),
  },
  on('submit', 'a draft', { allowed: ['subject'], make: raised({ submit: false }) }),
  on('edit', 'submitted', { allowed: raiserAndOurs, make: raised(), input: () => content, base: 2 }),
  on('edit', 'sent to another function', {
    ...{ allowed: ours, make: raised(), base: 2 },
    input: () => ({ ...content, function: 'legal' }),
  }),
  on('link', 'submitted', {
    allowed: raiserAndOurs,
    make: raised(),
    input: (_, world) => ({
      link: { kind: 'escalation', linkId: uuidv7(), otherId: part.stateOf(world).open },
    }),
  }),
  on('acknowledge', 'submitted', { allowed: workers, make: raised() }),
  on('start', 'acknowledged', { allowed: workers, make: acknowledged }),
  on('assign', 'submitted', {
    allowed: workers,
    make: raised(),
    input: (_, { people }) => ({ personId: people.partner.person.personId }),
  }),
  on('watch', 'submitted', { allowed: readers, make: raised(), input: () => ({ watching: true }) }),
  on('comment', 'submitted', {
    allowed: readers,
    make: raised(),
    input: () => ({ commentId: uuidv7(), text: 'words', mentions: [] }),
  }),
  on('remind', 'overdue', { allowed: readers, make: overdue }),
  on('merge', 'submitted', {
    allowed: ours,
    make: raised(),
    input: async (_, world) => ({ intoId: await raised()(world) }),
  }),
  on('changeSeverity', 'raised to P1', {
    ...lower,
    allowed: raiserAndOurs,
    input: () => ({ severity: 'P1', reason: null }),
  }),
  on('changeSeverity', 'lowered from P2', { ...lower, input: () => ({ severity: 'P3', reason: 'less' }) }),
  on('changeSeverity', 'lowered from P1', {
    ...{ allowed: ['manager'], make: raised({ severity: 'P1' }), base: 2 },
    input: () => ({ severity: 'P2', reason: 'less' }),
  }),
  on('pause', 'running', { allowed: workers, make: raised(), input: () => ({ reason: 'legal' }) }),
  on('resume', 'paused', { allowed: workers, make: paused }),
  on('requestApproval', 'submitted', {
    allowed: ours,
    make: raised(),
    input: (id) => recommendation(id),
  }),
  on('decide', 'asked by the lead', {
    allowed: ['coLead', 'manager'],
    make: asked,
    input: async (id, { people }) => decision(await see(people.manager, id)),
  }),
  rowOn({
    procedure: 'escalations.undo',
    state: 'decided by the manager',
    allowed: ['manager'],
    make: decided,
    input: (who, undone) => commandOf(who, undone),
  }),
  on('resolve', 'acknowledged', {
    allowed: workers,
    make: acknowledged,
    input: () => ({ resolution: 'done', whatChanged: null, followUps: [] }),
  }),
  on('close', 'submitted', { allowed: ['subject'], make: raised(), input: () => ({ reason: null }) }),
  on('close', 'resolved', { allowed: raiserAndOurs, make: resolved, input: () => ({ reason: null }) }),
  on('reopen', 'resolved', { allowed: raiserAndOurs, make: resolved, input: () => ({ reason: 'again' }) }),
  {
    procedure: 'escalations.delegate',
    state: 'to another lead',
    allowed: ['lead', 'coLead', 'otherLead', 'foreignLead'],
    input: async (who, world) => commandOf(who, delegation(await anotherLead(who, world))),
  },
  rowOn({
    procedure: 'escalations.endDelegation',
    state: 'the lead’s',
    allowed: ['lead'],
    make: delegated,
    input: (who, delegationId) => commandOf(who, { delegationId }),
  }),
  {
    procedure: 'escalations.setCalendarDay',
    state: 'own organisation',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) =>
      commandOf(who, { zone: 'Asia/Seoul', day: '2027-11-01', works: false, name: 'Founding day' }),
  },
]
