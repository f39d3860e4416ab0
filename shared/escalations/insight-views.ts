import * as z from 'zod/mini'
import { escalationKind, severity } from './fields.ts'
import { pauseReasons } from './rules.ts'

const instant = z.string()
const clock = z.enum(['acknowledge', 'decide', 'confirm'])

/** How the escalations of a month are divided. */
export const insightParts = ['all', 'severity', 'kind', 'function'] as const

/** Minutes below which a share of the times lies, with a 95 % interval; an end that so few cannot give is null. */
const quantile = z.object({
  share: z.number(),
  value: z.number(),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
export type Quantile = z.infer<typeof quantile>

export const insightFigure = z.object({
  clock,
  part: z.enum(insightParts),
  /** The severity, kind or function; 'none' where it was routed to no function. */
  code: z.string(),
  /** Clocks that stopped or ran out. */
  n: z.int(),
  /** Those of them that stopped in time. */
  met: z.int(),
  /** Median and ninth decile of those that stopped; none where none has. */
  times: z.array(quantile),
})
export type InsightFigure = z.infer<typeof insightFigure>

/** Names what the reader may open. */
const listed = {
  escalationId: z.uuid(),
  severity,
  kind: escalationKind,
  /** Null with child safety: it is called by its reference. */
  summary: z.nullable(z.string()),
  reference: z.string(),
}
export const insightLate = z.object({
  ...listed,
  clock,
  dueAt: instant,
  /** Null while it runs. */
  stoppedAt: z.nullable(instant),
  /** Why it was paused meanwhile. */
  pauses: z.array(z.enum(pauseReasons)),
})
export type InsightLate = z.infer<typeof insightLate>
export const insightAlone = z.object({
  ...listed,
  /** One approval for want of a second person; acted on first and confirmed after; not confirmed in time. */
  how: z.enum(['alone', 'acted_first', 'unconfirmed']),
  at: instant,
})
export type InsightAlone = z.infer<typeof insightAlone>

export const insightView = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  month: z.string(),
  raised: z.int(),
  figures: z.array(insightFigure),
  /** Open requests by who is to decide next and whether an approval was given. */
  waiting: z.array(
    z.object({
      role: z.enum(['manager', 'lead', 'nobody']),
      state: z.enum(['first', 'second']),
      n: z.int(),
      oldest: instant,
    }),
  ),
  /** Open escalations by age: under 1, 3, 7 and 30 days, and older. */
  ages: z.array(z.object({ severity, bucket: z.int(), n: z.int() })),
  /** The first hundred. */
  late: z.array(insightLate),
  alone: z.array(insightAlone),
})
export type InsightView = z.infer<typeof insightView>
