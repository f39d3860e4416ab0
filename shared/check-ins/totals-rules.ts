/** Fewer than this many people are never told apart from a total, nor by comparing two. */
export const leastPeople = 5
/** Weeks of a period; all of them begin on the same Mondays, in the zone of the organisation. */
export const periodWeeks = 4

/**
 * Why nothing is shown: fewer than five answered; fewer than five did not, so that they could be worked out; fewer than
 * five came or went since a figure that is out already; fewer than five are in no figure of a team below; fewer than five
 * were in the team for the whole period. It never depends on what anybody answered.
 */
export const suppressions = ['few', 'rest', 'change', 'apart', 'small'] as const
export type Suppression = (typeof suppressions)[number]

/** Divides everybody who can be in a figure: fewer than half answered, half to three quarters, more. */
export const responseBands = ['under_half', 'half', 'most'] as const
export type ResponseBand = (typeof responseBands)[number]

/** A Monday on which a period began. */
const anchor = '2024-01-01'
const periodDays = periodWeeks * 7

export interface Period {
  from: string
  to: string
}

/** Returns the period that this day lies in. */
export function periodOf(day: string): Period {
  const passed = Temporal.PlainDate.from(anchor).until(day).days
  return periodFrom(anchor, Math.floor(passed / periodDays))
}

/** Returns the period that is so many periods later; earlier with a negative number. */
export const shifted = ({ from }: Period, by: number): Period => periodFrom(from, by)

function periodFrom(monday: string, periods: number): Period {
  const first = Temporal.PlainDate.from(monday).add({ days: periods * periodDays })
  return { from: first.toString(), to: first.add({ days: periodDays - 1 }).toString() }
}

/** A team's total of one item: who answered, and who could have. Each person by one name. */
export interface Candidate {
  teamId: string
  respondents: ReadonlySet<string>
  members: ReadonlySet<string>
}

/** Says whether a total may be published, and of whom it is: of nobody where it may not. */
export interface Decision {
  /** Null where it may be published. */
  why: Suppression | null
  respondents: ReadonlySet<string>
  /** The respondents, and those who could have answered. */
  members: ReadonlySet<string>
}

/**
 * Decides which totals may be published beside one another and beside what is out already. The teams come in the order in
 * which they have a claim: those below before those above. A person is in one figure of a period at most: two that hold the
 * same answer would each say on which side of an edge it lies.
 *
 * People are sorted by the published figures that they are in. As long as each such group is nobody or at least five, no
 * comparison of any of the figures, however many, speaks of fewer than five: what it speaks of is made of groups.
 */
export function decide(
  candidates: readonly Candidate[],
  published: readonly ReadonlySet<string>[],
): Map<string, Decision> {
  const accepted: ReadonlySet<string>[] = []
  const decisions = new Map<string, Decision>()
  for (const { teamId, ...candidate } of candidates) {
    const counted = new Set(accepted.flatMap((people) => [...people]))
    const respondents = candidate.respondents.difference(counted)
    const members = candidate.members.union(candidate.respondents).difference(counted)
    const why = reason(candidate, { respondents, members }, [...published, ...accepted])
    decisions.set(teamId, { why, members, respondents: why ? new Set() : respondents })
    if (!why) accepted.push(respondents)
  }
  return decisions
}

/** `own`: those of the candidate who are in no figure below. */
function reason(
  { respondents, members }: Omit<Candidate, 'teamId'>,
  own: Omit<Candidate, 'teamId'>,
  published: readonly ReadonlySet<string>[],
): Suppression | null {
  if (members.union(respondents).size < leastPeople) return 'small'
  if (respondents.size < leastPeople) return 'few'
  if (own.respondents.size < leastPeople) return 'apart'
  const rest = own.members.size - own.respondents.size
  if (rest > 0 && rest < leastPeople) return 'rest'
  return distinguishes([...published, own.respondents]) ? 'change' : null
}

function distinguishes(figures: readonly ReadonlySet<string>[]): boolean {
  const groups = new Map<string, string>()
  for (const [number, people] of figures.entries())
    for (const person of people) groups.set(person, `${groups.get(person) ?? ''} ${number}`)
  const sizes = new Map<string, number>()
  for (const group of groups.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return [...sizes.values()].some((size) => size < leastPeople)
}

/** Lists what a total says: the mean is below the lower edge, between the two, or above the upper one. */
export const totalLevels = ['low', 'middle', 'high'] as const
export type TotalLevel = (typeof totalLevels)[number]

/**
 * Divides the means from 1 to 5. One of five people moves the mean by 0.8 at most: less than the edges are apart, so
 * that whoever knows all other answers learns on which side of one edge the last one lies, and no more. Five who all
 * say the same and four of them with any fifth are on the same side of both.
 */
export const totalEdges = { lower: 2.5, upper: 3.5 } as const

/** Returns the level of at least five people's means, each from 1 (worst) to 5 (best). */
export function levelOf(means: readonly number[]): TotalLevel {
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length
  if (mean < totalEdges.lower) return 'low'
  return mean > totalEdges.upper ? 'high' : 'middle'
}

export function bandOf(respondents: number, members: number): ResponseBand {
  const share = respondents / members
  return share < 0.5 ? 'under_half' : share < 0.75 ? 'half' : 'most'
}
