/** Names whose turn a step is: a person, the leads of the team who are on shift, or whoever the imported calendar names. */
export const stepSources = ['person', 'shift', 'calendar'] as const
export type StepSource = (typeof stepSources)[number]

/** Steps of a chain. */
export const stepLimit = 10
/** Minutes from a step to the next. */
export const stepMinutes = { low: 1, high: 1440 }
/** Times that a chain begins again after its last step. */
export const repeatLimit = 5
/** Turns of an imported calendar. */
export const turnLimit = 2000
/** Days from today for which a calendar is read. */
export const calendarDays = 180

export interface ChainStep {
  source: StepSource
  /** The person of a step that names one; null otherwise. */
  personId: string | null
  /** Until the next step. */
  minutes: number
}

export interface Chain {
  steps: readonly ChainStep[]
  /** How often it begins again after the last step. */
  repeats: number
}

/** Somebody who leads or manages the escalation's team now, in their own right or, with `forId`, for somebody. */
export interface Reachable {
  personId: string
  role: 'lead' | 'manager'
  forId: string | null
  /** An absence of theirs covers this moment. */
  absent: boolean
}

/** Holds what must be known of a moment to call a step. */
export interface CallFacts {
  people: readonly Reachable[]
  /** Who is on shift now, and whom the imported calendar names now. */
  onShift: readonly string[]
  onDuty: readonly string[]
  /** Who raised it and whom it is about: they are not called. */
  barred: ReadonlySet<string>
}

export type CallOutcome = 'notified' | 'barred' | 'left' | 'away' | 'nobody'

export interface Call {
  source: StepSource | 'manager'
  /** From 1; 0 for the manager, where no step reached anybody. */
  place: number
  /** Null where a step names nobody now. */
  personId: string | null
  /** For whom the person stands in. */
  forId: string | null
  outcome: CallOutcome
}

/** Returns the people whose turn a step is now. */
function namedBy({ source, personId }: ChainStep, { people, onShift, onDuty }: CallFacts): string[] {
  if (source === 'person') return personId === null ? [] : [personId]
  if (source === 'calendar') return [...new Set(onDuty)]
  const leads = people.filter(({ role, forId }) => role === 'lead' && forId === null)
  return [...new Set(leads.map(({ personId }) => personId))].filter((id) => onShift.includes(id))
}

/**
 * Returns who is called where it is the turn of this person: whoever stands in for them now, themselves, or nobody and why not.
 * Somebody who does not see the escalation any more is not called.
 */
function calledFor(
  personId: string,
  { people, barred }: CallFacts,
): Pick<Call, 'personId' | 'forId' | 'outcome'> {
  const own = people.filter((person) => person.personId === personId && person.forId === null)
  const skipped = (outcome: CallOutcome) => ({ personId, forId: null, outcome })
  if (barred.has(personId)) return skipped('barred')
  if (own.length === 0) return skipped('left')
  const deputy = people.find(
    (person) => person.forId === personId && !person.absent && !barred.has(person.personId),
  )
  if (deputy) return { personId: deputy.personId, forId: personId, outcome: 'notified' }
  return skipped(own.some(({ absent }) => absent) ? 'away' : 'notified')
}

/** Returns the calls of one step; nobody twice. */
function callsOfStep(step: ChainStep, place: number, facts: CallFacts): Call[] {
  const { source } = step
  const named = namedBy(step, facts)
  if (named.length === 0) return [{ source, place, personId: null, forId: null, outcome: 'nobody' }]
  const seen = new Set<string>()
  return named.flatMap((personId) => {
    const call = { source, place, ...calledFor(personId, facts) }
    if (call.personId === null || seen.has(call.personId)) return []
    seen.add(call.personId)
    return [call]
  })
}

/** Returns the calls of the managers, where no step reached anybody. */
function callsOfManagers(facts: CallFacts): Call[] {
  const managers = new Set(
    facts.people.flatMap(({ personId, role, forId }) =>
      role === 'manager' && forId === null ? personId : [],
    ),
  )
  const calls = [...managers].map((personId) => calledFor(personId, facts))
  const reached = calls.filter(({ outcome }) => outcome === 'notified')
  const once = new Map(reached.map((call) => [call.personId, call]))
  const manager = { source: 'manager' as const, place: 0 }
  if (once.size === 0) return [{ ...manager, personId: null, forId: null, outcome: 'nobody' }]
  return [...once.values()].map((call) => ({ ...manager, ...call }))
}

export const isReached = ({ outcome }: Pick<Call, 'outcome'>): boolean => outcome === 'notified'

export interface Turn {
  round: number
  place: number
}

export interface Advance {
  calls: Call[]
  /** The step that is next and after how many minutes; null where nobody is called any more. */
  next: (Turn & { minutes: number }) | null
}

/** Minutes after which a chain without steps begins again. */
const emptyMinutes = 15

/**
 * Returns whom a chain calls whose turn has come. A step that reaches nobody is passed over at once; where none of the round did
 * and none does, the managers are called. `reachedBefore`: an earlier step of the round reached somebody.
 */
export function advance(
  { steps, repeats }: Chain,
  { round, place, reachedBefore }: Turn & { reachedBefore: boolean },
  facts: CallFacts,
): Advance {
  const calls: Call[] = []
  for (let current = place; current <= steps.length; current++) {
    const step = steps[current - 1]
    if (!step) break
    const made = callsOfStep(step, current, facts)
    calls.push(...made)
    if (made.some(isReached)) return { calls, next: afterStep({ steps, repeats }, { round, place: current }) }
  }
  if (!reachedBefore) calls.push(...callsOfManagers(facts))
  return { calls, next: afterStep({ steps, repeats }, { round, place: steps.length }) }
}

function afterStep({ steps, repeats }: Chain, { round, place }: Turn): Advance['next'] {
  const minutes = steps[place - 1]?.minutes ?? emptyMinutes
  if (place < steps.length) return { round, place: place + 1, minutes }
  return round <= repeats ? { round: round + 1, place: 1, minutes } : null
}

/** A chain as it was set, from a day on. */
export interface DatedChain {
  number: number
  /** YYYY-MM-DD, in the zone of the team. */
  startsOn: string
}

/** Returns the chain that holds on a day: of those that began, the one with the latest first day, set last. */
export function chainOn<T extends DatedChain>(chains: readonly T[], day: string): T | undefined {
  return chains
    .filter(({ startsOn }) => startsOn <= day)
    .toSorted((left, right) => right.startsOn.localeCompare(left.startsOn) || right.number - left.number)[0]
}
