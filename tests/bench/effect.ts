import { effectOf } from '#shared/scorecards/effect-rules.ts'
import { episodesOf, frozenWeeks, type Watched } from '#shared/scorecards/signal-rules.ts'
import { seededIntegers } from '#shared/statistics/random.ts'
import { quarterWeeks, type Shape, usualShape, weeksOf } from './signals.ts'

/** What becomes of somebody who was coached after a signal, in words of their share of errors before anything happened. */
const courses = {
  /** The signal was chance: nothing ever changed. */
  unchanged: { fell: 1, after: 1 },
  /** They fell, and came back to what they were. */
  back: { fell: 2.5, after: 1 },
  /** They fell, and nothing helped. */
  stayed: { fell: 2.5, after: 2.5 },
  /** They fell, and make half as many errors as before from then on. */
  better: { fell: 2.5, after: 0.5 },
} as const
export type Course = keyof typeof courses

export interface EffectFigures {
  course: Course
  seed: number
  /** Coached people whose effect was measured. */
  measured: number
  /** The share of 95 % intervals that hold the true change, and the true change beyond the team. */
  covered: number
  coveredBeyondTeam: number
  /** The share of whom an improvement, or a worsening, was said. */
  improvementSaid: number
  worseSaid: number
}

const firstSignal = (watched: Watched) =>
  episodesOf(watched)
    .map(({ since }) => since)
    .find((since) => since >= frozenWeeks)

type Options = { course: Course; runs: number; shape?: Partial<Shape> }

/**
 * Simulates teams of which one person is coached when a signal is raised about them, and measures the effect twelve weeks
 * later. The others of the team do not change. The same seed gives the same figures.
 */
export function simulateEffects({ course, runs, shape: given = {} }: Options): EffectFigures {
  const shape = { ...usualShape, ...given }
  const { fell, after } = courses[course]
  const draw = seededIntegers(shape.seed)
  const chance = () => draw(1 << 30) / (1 << 30)
  const watched = frozenWeeks + quarterWeeks
  const all = watched + frozenWeeks
  const found = { measured: 0, covered: 0, beyond: 0, improvement: 0, worse: 0 }
  while (found.measured < runs) {
    const team = Array.from({ length: shape.people }, (_, place) => {
      const errors = 1 - shape.accuracy + shape.spread * (2 * chance() - 1)
      const weeks = weeksOf(shape, all, {
        chance,
        accuracy: (week) => 1 - errors * (place === 0 && week >= frozenWeeks ? fell : 1),
      })
      return { errors, weeks }
    })
    const weeksOfTeam = team.map(({ weeks }) => weeks)
    // Where nobody falls, whoever chance accuses is coached.
    const coached = (fell === 1 ? team : team.slice(0, 1))
      .map((member) => ({
        ...member,
        noteWeek: firstSignal({ weeks: member.weeks, team: weeksOfTeam, complete: watched }),
      }))
      .find(({ noteWeek }) => noteWeek !== undefined)
    if (coached?.noteWeek === undefined) continue
    const { noteWeek, errors } = coached
    const rest = weeksOf(shape, all, { chance, accuracy: () => 1 - errors * after })
    const weeks = [
      ...coached.weeks.filter(({ index }) => index <= noteWeek),
      ...rest.filter(({ index }) => index > noteWeek),
    ]
    const others = weeksOfTeam.filter((member) => member !== coached.weeks)
    const measured = effectOf({
      ...{ weeks, team: [...others, weeks], own: weeks, others, complete: all, noteWeek },
    })
    if (measured.kind !== 'measured' || !measured.team) continue
    const { change, beyondTeam, verdict } = measured.team.effect
    const truth = errors * (1 - after)
    found.measured += 1
    if (change.low <= truth && truth <= change.high) found.covered += 1
    if (beyondTeam.low <= truth && truth <= beyondTeam.high) found.beyond += 1
    if (verdict === 'consistent_with_improvement') found.improvement += 1
    if (verdict === 'worse_than_before') found.worse += 1
  }
  const share = (count: number) => count / found.measured
  return {
    course,
    seed: shape.seed,
    measured: found.measured,
    covered: share(found.covered),
    coveredBeyondTeam: share(found.beyond),
    improvementSaid: share(found.improvement),
    worseSaid: share(found.worse),
  }
}

/** Returns the figures of `npm run bench -- effect`: 2,000 coached people of each course, in the usual team. */
export const effectFigures = (): EffectFigures[] =>
  Object.keys(courses).map((course) => simulateEffects({ course: course as Course, runs: 2000 }))
