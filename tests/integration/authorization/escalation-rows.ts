import { v7 as uuidv7 } from 'uuid'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { decision, raiseInput, recommendation } from '#tests/support/escalations.ts'
import { makePerson } from '#tests/support/people.ts'
import type { Row } from './row.ts'
import { commandOf, type Persona, personas, raise, type World } from './world.ts'

const ours: readonly Persona[] = ['lead', 'coLead', 'manager']
const workers: readonly Persona[] = [...ours, 'partner']
const raiserAndOurs: readonly Persona[] = ['subject', ...ours]
const readers: readonly Persona[] = ['subject', ...workers]

/** Every procedure of escalations: raised by the subject in team one, routed to Policy. */
export function escalationRows(get: () => World): Row[] {
  const lead = () => get().people.lead
  /** The refused share one; who is allowed has one of their own, because it is another after. */
  const shared = new Map<string, Promise<string>>()
  const one = async (
    state: string,
    who: SignedIn,
    allowed: readonly Persona[],
    make: () => Promise<string>,
  ) => {
    const persona = personas.find((name) => get().people[name] === who)
    if (persona && allowed.includes(persona)) return await make()
    const known = shared.get(state) ?? make()
    shared.set(state, known)
    return await known
  }
  const raised = (changes: Partial<RaiseInput> = {}) => raise(get(), get().people.subject, changes)
  const step = async (name: 'acknowledge' | 'start', escalationId: string): Promise<string> => {
    await lead().client.escalations[name].mutate({ meta: lead().meta(), input: { escalationId } })
    return escalationId
  }
  const acknowledged = async (changes: Partial<RaiseInput> = {}) =>
    await step('acknowledge', await raised(changes))
  const resolved = async () => {
    const escalationId = await acknowledged({ severity: 'P3' })
    await lead().client.escalations.resolve.mutate({
      meta: lead().meta(),
      input: { escalationId, resolution: 'done', whatChanged: null, followUps: [] },
    })
    return escalationId
  }
  const paused = async () => {
    const escalationId = await raised()
    await lead().client.escalations.pause.mutate({
      meta: lead().meta(),
      input: { escalationId, reason: 'legal' },
    })
    return escalationId
  }
  const asked = async () => {
    const escalationId = await raised()
    const input = recommendation(escalationId)
    await lead().client.escalations.requestApproval.mutate({ meta: lead().meta(), input })
    return escalationId
  }
  const see = (who: SignedIn, escalationId: string) => who.client.escalations.detail.query({ escalationId })
  const decided = async () => {
    const { manager } = get().people
    const input = decision(await see(manager, await asked()))
    await manager.client.escalations.decide.mutate({ meta: manager.meta(), input })
    return `${input.escalationId} ${input.decisionId}`
  }
  const delegated = async () => {
    const input = delegation(get().people.otherLead.person.personId)
    await lead().client.escalations.delegate.mutate({ meta: lead().meta(), input })
    await lead().client.escalations.delegations.query()
    return input.delegationId
  }
  const delegation = (toId: string) => ({
    delegationId: uuidv7(),
    role: 'lead' as const,
    toId,
    // Not yet: nobody of the matrix stands in for another while it is walked through.
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
    endsAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
  })
  const anotherLead = async (who: SignedIn) => {
    const { org } = who.person
    const team = await get()
      .app.owner.selectFrom('team')
      .select('team_id')
      .where('org_id', '=', org)
      .where('team_id', '<>', get().team)
      .executeTakeFirstOrThrow()
    const standings = [{ role: 'lead' as const, teamId: team.team_id }]
    return (await makePerson(get().app.owner, org, { standings })).personId
  }

  /** A command on one escalation in a state. */
  const on = (
    procedure: string,
    state: string,
    row: {
      allowed: readonly Persona[]
      make: () => Promise<string>
      input?: (escalationId: string, who: SignedIn) => object | Promise<object>
      base?: number
    },
  ): Row => ({
    procedure: `escalations.${procedure}`,
    state,
    allowed: row.allowed,
    input: async (who) => {
      const id = await one(`${procedure} ${state}`, who, row.allowed, row.make)
      return commandOf(who, { escalationId: id, ...(await row.input?.(id, who)) }, row.base ?? null)
    },
  })
  const { links, submit, severity, teamId, escalationId, ...content } = raiseInput('', {
    summary: 'other words',
  })
  const lower = { allowed: ours, make: () => raised(), base: 2 }

  return [
    {
      procedure: 'escalations.list',
      state: 'own',
      allowed: personas,
      input: () => ({ scope: 'all', state: 'open' }),
    },
    { procedure: 'escalations.delegations', state: 'own', allowed: personas, input: () => undefined },
    { procedure: 'escalations.calendar', state: 'own', allowed: personas, input: () => undefined },
    ...(['detail', 'people'] as const).flatMap((name): Row[] => [
      {
        procedure: `escalations.${name}`,
        state: 'submitted',
        allowed: readers,
        input: () => ({ escalationId: get().escalations.open }),
      },
      {
        procedure: `escalations.${name}`,
        state: 'a draft',
        allowed: ['subject'],
        input: () => ({ escalationId: get().escalations.draft }),
      },
      {
        procedure: `escalations.${name}`,
        state: 'about the subject',
        allowed: ['peer', ...ours],
        input: () => ({ escalationId: get().escalations.about }),
      },
    ]),
    {
      procedure: 'escalations.raise',
      state: 'in team one',
      allowed: ['subject', 'peer', ...ours],
      input: (who) => commandOf(who, raiseInput(get().team)),
    },
    on('submit', 'a draft', { allowed: ['subject'], make: () => raised({ submit: false }) }),
    on('edit', 'submitted', { allowed: raiserAndOurs, make: () => raised(), input: () => content, base: 2 }),
    on('link', 'submitted', {
      allowed: raiserAndOurs,
      make: () => raised(),
      input: () => ({ link: { kind: 'escalation', linkId: uuidv7(), otherId: get().escalations.open } }),
    }),
    on('acknowledge', 'submitted', { allowed: workers, make: () => raised() }),
    on('start', 'acknowledged', { allowed: workers, make: () => acknowledged({ severity: 'P3' }) }),
    on('assign', 'submitted', {
      allowed: workers,
      make: () => raised(),
      input: () => ({ personId: get().people.partner.person.personId }),
    }),
    on('watch', 'submitted', { allowed: readers, make: () => raised(), input: () => ({ watching: true }) }),
    on('comment', 'submitted', {
      allowed: readers,
      make: () => raised(),
      input: () => ({ commentId: uuidv7(), text: 'words', mentions: [] }),
    }),
    on('merge', 'submitted', {
      allowed: ours,
      make: () => raised(),
      input: async () => ({ intoId: await raised() }),
    }),
    on('changeSeverity', 'raised to P1', {
      ...lower,
      allowed: raiserAndOurs,
      input: () => ({ severity: 'P1', reason: null }),
    }),
    on('changeSeverity', 'lowered from P2', { ...lower, input: () => ({ severity: 'P3', reason: 'less' }) }),
    on('changeSeverity', 'lowered from P1', {
      ...{ allowed: ['manager'], make: () => raised({ severity: 'P1' }), base: 2 },
      input: () => ({ severity: 'P2', reason: 'less' }),
    }),
    on('pause', 'running', { allowed: workers, make: () => raised(), input: () => ({ reason: 'legal' }) }),
    on('resume', 'paused', { allowed: workers, make: paused }),
    on('requestApproval', 'submitted', {
      allowed: ours,
      make: () => raised(),
      input: (id) => recommendation(id),
    }),
    on('decide', 'asked by the lead', {
      allowed: ['coLead', 'manager'],
      make: asked,
      input: async (id) => decision(await see(get().people.manager, id)),
    }),
    {
      procedure: 'escalations.undo',
      state: 'decided by the manager',
      allowed: ['manager'],
      input: async (who) => {
        const [id, decisionId] = (await one('undo', who, ['manager'], decided)).split(' ')
        return commandOf(who, { escalationId: id, decisionId })
      },
    },
    on('resolve', 'acknowledged', {
      allowed: workers,
      make: () => acknowledged({ severity: 'P3' }),
      input: () => ({ resolution: 'done', whatChanged: null, followUps: [] }),
    }),
    on('close', 'submitted', { allowed: ['subject'], make: () => raised(), input: () => ({ reason: null }) }),
    on('close', 'resolved', { allowed: raiserAndOurs, make: resolved, input: () => ({ reason: null }) }),
    on('reopen', 'resolved', { allowed: raiserAndOurs, make: resolved, input: () => ({ reason: 'again' }) }),
    {
      procedure: 'escalations.delegate',
      state: 'to another lead',
      allowed: ['lead', 'coLead', 'otherLead', 'foreignLead'],
      input: async (who) => commandOf(who, delegation(await anotherLead(who))),
    },
    {
      procedure: 'escalations.endDelegation',
      state: 'the lead’s',
      allowed: ['lead'],
      input: async (who) =>
        commandOf(who, { delegationId: await one('endDelegation', who, ['lead'], delegated) }),
    },
    {
      procedure: 'escalations.setCalendarDay',
      state: 'own organisation',
      allowed: ['admin', 'foreignAdmin'],
      input: (who) =>
        commandOf(who, { zone: 'Asia/Seoul', day: '2027-11-01', works: false, name: 'Founding day' }),
    },
  ]
}
