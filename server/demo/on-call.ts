import { advance, type CallFacts, type Chain, type StepSource } from '#shared/escalations/chain-rules.ts'
import { type Calendar, iso, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, auditingTeams, leadOf, managersOf } from './people.ts'
import type { DemoRows, RowOf } from './rows.ts'

type Part = Pick<DemoRows, 'on_call_chain' | 'on_call_calendar' | 'on_call_run' | 'on_call_call'>
type Escalations = Pick<DemoRows, 'escalation' | 'escalation_event'>

interface Given {
  org: string
  id: MakeId
  calendarFor: (team: AuditingTeam) => Calendar
}

const minute = 60_000

/** Sources of the steps with their minutes: a chain of two first, then one with the on-call calendar between them. */
const versions: readonly { from: number; repeats: number; steps: readonly [StepSource, number][] }[] = [
  {
    from: -60,
    repeats: 0,
    steps: [
      ['person', 10],
      ['person', 15],
    ],
  },
  {
    from: -21,
    repeats: 1,
    steps: [
      ['shift', 10],
      ['calendar', 10],
      ['person', 15],
    ],
  },
]

/** On-call chains of the teams, the calendar of an on-call tool, and whom a chain called about urgent escalations. */
export function onCallOf(given: Given, escalations: Escalations): Part {
  const parts = auditingTeams.map((team) => ofTeam(team, given, escalations))
  return {
    on_call_chain: parts.flatMap(({ on_call_chain }) => on_call_chain),
    on_call_calendar: parts.flatMap(({ on_call_calendar }) => on_call_calendar),
    on_call_run: parts.flatMap(({ on_call_run }) => on_call_run),
    on_call_call: parts.flatMap(({ on_call_call }) => on_call_call),
  }
}

function ofTeam(team: AuditingTeam, { org, id, calendarFor }: Given, escalations: Escalations): Part {
  const calendar = calendarFor(team)
  const { today } = calendar
  const lead = id('person', leadOf[team])
  const manager = id('person', managersOf(team).at(-1) ?? leadOf[team])
  const head = { org_id: org, team_id: id('team', team), set_by: lead }
  const chains: RowOf<'on_call_chain'>[] = versions.map(({ from, repeats, steps }, index) => ({
    ...head,
    ...{ chain_id: id('on-call chain', team, index), number: index + 1, starts_on: plusDays(today, from) },
    ...{ severities: ['P0', 'P1'], repeats, sources: steps.map(([source]) => source) },
    person_ids: steps.map(([source], place) => (source === 'person' ? (place === 0 ? lead : manager) : null)),
    minutes: steps.map(([, minutes]) => minutes),
    set_at: iso(calendar.instant(plusDays(today, from - 1), 11 * 60)),
  }))
  // Turns of a week each; the manager has every third.
  const weeks = [-1, 0, 1, 2, 3, 4, 5].map((week) => ({
    starts: iso(calendar.instant(plusDays(today, 7 * week - 2), 9 * 60)),
    ends: iso(calendar.instant(plusDays(today, 7 * week + 5), 9 * 60)),
    person: week % 3 === 0 ? manager : lead,
  }))
  const parts = escalations.escalation
    .filter(
      ({ team_id, severity, submitted_at }) =>
        team_id === head.team_id && submitted_at !== null && (severity === 'P0' || severity === 'P1'),
    )
    .map((escalation) => callsOn(escalation, { chain: chains.at(-1), id, lead, manager, ...escalations }))
  return {
    on_call_chain: chains,
    on_call_calendar: [
      {
        ...{ ...head, calendar_id: id('on-call calendar', team), number: 1, source: 'On-call rota' },
        ...{ person_ids: weeks.map(({ person }) => person), starts: weeks.map(({ starts }) => starts) },
        ends: weeks.map(({ ends }) => ends),
        set_at: iso(calendar.instant(plusDays(today, -21), 11 * 60 + 20)),
      },
    ],
    on_call_run: parts.flatMap(({ run }) => run),
    on_call_call: parts.flatMap(({ calls }) => calls),
  }
}

interface Running extends Escalations {
  chain: RowOf<'on_call_chain'> | undefined
  id: MakeId
  lead: string
  manager: string
}

/** Returns whom the chain called about an escalation until somebody acknowledged it. */
function callsOn(
  { org_id, escalation_id, submitted_at, raiser_id, severity, cycle }: DemoRows['escalation'][number],
  { chain, id, lead, manager, escalation_event }: Running,
): { run: RowOf<'on_call_run'>[]; calls: RowOf<'on_call_call'>[] } {
  if (!chain || submitted_at === null) return { run: [], calls: [] }
  const acknowledged = escalation_event.find(
    (event) => event.escalation_id === escalation_id && event.kind === 'acknowledged',
  )
  const end = Date.parse(acknowledged?.at ?? submitted_at)
  const steps: Chain['steps'] = chain.sources.map((source, place) => ({
    ...{ source, personId: chain.person_ids[place] ?? null, minutes: chain.minutes[place] ?? 0 },
  }))
  const facts: CallFacts = {
    people: [
      { personId: lead, role: 'lead', forId: null, absent: false },
      { personId: manager, role: 'manager', forId: null, absent: false },
    ],
    ...{ onShift: [lead], onDuty: [manager], barred: new Set([raiser_id]) },
  }
  const head = { org_id, escalation_id, cycle, severity }
  const calls: RowOf<'on_call_call'>[] = []
  let turn = { round: 1, place: 1 }
  for (let timestamp = Date.parse(submitted_at); timestamp < end; ) {
    const { calls: made, next } = advance(
      { steps, repeats: chain.repeats },
      { ...turn, reachedBefore: calls.some(({ round }) => round === turn.round) },
      facts,
    )
    for (const { place, source, personId, forId, outcome } of made)
      calls.push({
        ...{ ...head, round: turn.round, place, source, person_id: personId, for_id: forId, outcome },
        ...{ call_id: id('on-call call', escalation_id, calls.length), at: iso(timestamp + 1_000) },
      })
    if (!next) break
    turn = next
    timestamp += next.minutes * minute
  }
  const run = { ...head, chain_id: chain.chain_id, started_at: submitted_at }
  return {
    run: [
      {
        ...run,
        round: turn.round,
        place: turn.place,
        next_at: null,
        next_source: null,
        next_person_id: null,
      },
    ],
    calls,
  }
}
