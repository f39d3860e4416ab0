import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ChainView, OnCallView, TeamChain } from '#shared/escalations/chain-views.ts'
import type { StepInput } from '#shared/escalations/contracts.ts'
import { can, relationsTo } from '#shared/policy.ts'
import type { RosterPeople } from '#shared/shifts/views.ts'
import { foldCell } from '#shared/tables/clean.ts'
import {
  type ChainRow,
  calendarOfTeam,
  callsOn,
  chainsOf,
  namesOf,
  peopleOnCall,
  runOn,
  teamOfChain,
} from './chain-queries.ts'
import { escalationFacts, readersOf } from './queries.ts'
import { refOf } from './row-views.ts'
import { factsOf } from './rules.ts'

/** Returns who leads the team or manages it, each once: whom a step of its chain may name. */
export async function peopleToCall(db: ActorDb, teamId: string): Promise<TeamChain['people']> {
  const readers = await readersOf(db, { team: teamId, fn: null })
  const found = new Map<string, TeamChain['people'][number]>()
  for (const { person_id: personId, role, for_id: forId, name } of readers)
    if (role !== 'partner' && forId === null && !found.has(personId))
      found.set(personId, { ...refOf(personId, name), role })
  return [...found.values()]
}

/** A team's on-call chain with what was set before and is to come. NOT_FOUND for who neither leads nor manages it. */
export async function readChain({ db, actor }: Scope, { teamId }: { teamId: string }): Promise<TeamChain> {
  if (!can(actor, 'chain.read', { teamId })) throw new AppError('NOT_FOUND')
  const [team, chains, calendar, people] = await Promise.all([
    teamOfChain(db, teamId),
    chainsOf(db, teamId),
    calendarOfTeam(db, teamId),
    peopleToCall(db, teamId),
  ])
  if (!team) throw new AppError('NOT_FOUND')
  const turns = calendar?.turns ?? []
  const named = [
    ...chains.flatMap(({ person_ids, set_by }) => [set_by, ...person_ids]),
    ...(calendar ? [calendar.set_by] : []),
    ...turns.map(({ personId }) => personId),
  ]
  const names = await namesOf(
    db,
    named.filter((id) => id !== null),
  )
  const person = (id: string) => refOf(id, names.get(id))
  return {
    ...{ teamId, teamName: team.name, zone: team.zone, today: team.today },
    version: chains[0]?.number ?? 0,
    chains: chains.map((chain) => chainView(chain, person)),
    calendar: calendar
      ? {
          ...{ version: calendar.number, source: calendar.source, setAt: calendar.set_at },
          setBy: person(calendar.set_by),
          turns: turns.map(({ personId, ...turn }) => ({ ...turn, person: person(personId) })),
        }
      : null,
    people,
  }
}

function chainView(row: ChainRow, person: (id: string) => { personId: string; name: string }): ChainView {
  const { number, starts_on: startsOn, severities, repeats, sources, set_by, set_at: setAt } = row
  return {
    ...{ number, startsOn, severities, repeats, setBy: person(set_by), setAt },
    steps: sources.map((source, index) => {
      const personId = row.person_ids[index]
      return { source, person: personId ? person(personId) : null, minutes: row.minutes[index] ?? 0 }
    }),
  }
}

/** Returns whom the words of a calendar mean. NOT_FOUND for who neither leads nor manages the team. */
export async function readCalled(
  { db, actor }: Scope,
  { teamId, called }: { teamId: string; called: string[] },
): Promise<RosterPeople> {
  if (!can(actor, 'chain.read', { teamId })) throw new AppError('NOT_FOUND')
  const cleaned = new Map(called.map((word) => [word, foldCell(word)]))
  const found = Map.groupBy(
    await peopleOnCall(db, teamId, [...new Set(cleaned.values())]),
    ({ word }) => word,
  )
  return {
    people: [...cleaned].map(([word, name]) => {
      const [person, ...others] = found.get(name) ?? []
      return {
        called: word,
        personId: person && others.length === 0 ? person.person_id : null,
        several: others.length > 0,
      }
    }),
  }
}

/** Returns whom the on-call chain called about an escalation and who is next; null where none began. */
export async function readOnCall(
  { db, actor }: Scope,
  { escalationId }: StepInput,
): Promise<OnCallView | null> {
  const row = await escalationFacts(db, escalationId)
  if (!row || !can(actor, 'escalation.read', factsOf(row))) throw new AppError('NOT_FOUND')
  const [run, calls] = await Promise.all([runOn(db, escalationId), callsOn(db, escalationId)])
  if (!run && calls.length === 0) return null
  const named = [run?.next_person_id, ...calls.flatMap(({ person_id, for_id }) => [person_id, for_id])]
  const names = await namesOf(
    db,
    named.filter((id) => typeof id === 'string'),
  )
  const person = (id: string | null) => (id === null ? null : refOf(id, names.get(id)))
  // Who is passed over because they raised it or it is about them: a partner does not learn the latter.
  const relations = relationsTo(actor, factsOf(row))
  const partnerAlone = relations.size === 1 && relations.has('partner')
  return {
    cycle: row.cycle,
    calls: calls.map(({ call_id: callId, round, place, source, person_id, for_id, outcome, at }) => ({
      ...{ callId, round, place, source, outcome, at },
      person: partnerAlone && outcome === 'barred' ? null : person(person_id),
      for: person(for_id),
    })),
    next:
      run?.next_at && run.waits
        ? {
            at: run.next_at,
            source: run.next_source,
            person: partnerAlone ? null : person(run.next_person_id),
          }
        : null,
  }
}
