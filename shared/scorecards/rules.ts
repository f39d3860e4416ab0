import type { Targets } from './views.ts'

/** Periods end with the team's data date and not with today: a late import must not empty a scorecard. */
export const periods = ['4w', '13w'] as const
export type Period = (typeof periods)[number]
export const periodWeeks: Record<Period, number> = { '4w': 4, '13w': 13 }

export const metrics = ['accuracy', 'missed', 'over_enforced'] as const
export type Metric = (typeof metrics)[number]

/** Returns on which side of its target a metric is good: accuracy above, an error rate below. */
export const betterOf = (metric: Metric): 'above' | 'below' => (metric === 'accuracy' ? 'above' : 'below')

/** Returns a metric's value in a team's targets. */
export const targetRate = (targets: Targets, metric: Metric): number =>
  ({ accuracy: targets.accuracy, missed: targets.missed, over_enforced: targets.overEnforced })[metric]

/** Parts of the work in which the cause of a signal may lie. */
export const strata = ['policy', 'queue', 'language'] as const
