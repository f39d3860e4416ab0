/** Fewer than this many people are never told apart from a total, nor by comparing two. */
export const leastPeople = 5
/** Weeks of a period; all of them begin on the same Mondays, in the zone of the organisation. */
export const periodWeeks = 4

/**
 * Why nothing is shown: fewer than five answered; fewer than five did not, so that they could be worked out; fewer than
 * five came or went since a figure that is out already; another team's figure beside it would tell them apart; the team
 * is smaller than five, so that there never is a figure.
 */
export const suppressions = ['few', 'rest', 'change', 'apart', 'small'] as const
export type Suppression = (typeof suppressions)[number]

/** Of everybody who was in the team: fewer than half answered, half to three quarters, more. */
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

/** A team's total of one item, that may be published: who is in it, and who else could be. Each person by one name. */
export interface Candidate {
  teamId: string
  respondents: ReadonlySet<string>
  members: ReadonlySet<string>
}

/**
 * Which of these may be published beside one another and beside what is out already; null where it may, else why not. The
 * teams come in the order in which they have a claim: those below before those above.
 *
 * People are sorted by the published figures that they are in. As long as each such group is nobody or at least five, no
 * sum or difference of any of the figures, however many, speaks of fewer than five: what it speaks of is made of groups.
 */
export function decide(
  candidates: readonly Candidate[],
  published: readonly ReadonlySet<string>[],
): Map<string, Suppression | null> {
  const accepted: ReadonlySet<string>[] = []
  const decisions = new Map<string, Suppression | null>()
  for (const { teamId, respondents, members } of candidates) {
    const why = reason({ respondents, members }, accepted, published)
    decisions.set(teamId, why)
    if (!why) accepted.push(respondents)
  }
  return decisions
}

function reason(
  { respondents, members }: Omit<Candidate, 'teamId'>,
  accepted: readonly ReadonlySet<string>[],
  published: readonly ReadonlySet<string>[],
): Suppression | null {
  const everybody = members.union(respondents)
  if (everybody.size < leastPeople) return 'small'
  if (respondents.size < leastPeople) return 'few'
  const rest = everybody.size - respondents.size
  if (rest > 0 && rest < leastPeople) return 'rest'
  if (distinguishes([...accepted, respondents])) return 'apart'
  return distinguishes([...published, ...accepted, respondents]) ? 'change' : null
}

function distinguishes(figures: readonly ReadonlySet<string>[]): boolean {
  const groups = new Map<string, string>()
  for (const [number, people] of figures.entries())
    for (const person of people) groups.set(person, `${groups.get(person) ?? ''} ${number}`)
  const sizes = new Map<string, number>()
  for (const group of groups.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return [...sizes.values()].some((size) => size < leastPeople)
}

/** From 0 (worst) to 100 (best), to the nearest 5: the mean of means from 1 to 5. */
export function totalOf(means: readonly number[]): number {
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length
  return Math.round(((mean - 1) * 25) / 5) * 5
}

export function bandOf(respondents: number, members: number): ResponseBand {
  const share = respondents / members
  return share < 0.5 ? 'under_half' : share < 0.75 ? 'half' : 'most'
}
