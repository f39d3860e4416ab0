import * as z from 'zod/mini'
import { todayItem } from './kinds.ts'

export const todayView = z.object({
  items: z.array(todayItem),
  /** What was settled today, so that each can be taken back; null where it would not wait any more anyway. */
  settled: z.array(
    z.object({
      key: z.string(),
      how: z.enum(['done', 'later']),
      /** When what was put off comes back; null for what is done. */
      until: z.nullable(z.string()),
      at: z.string(),
      item: z.nullable(todayItem),
    }),
  ),
  /** The person's day, in their zone. */
  day: z.string(),
})
export type TodayView = z.infer<typeof todayView>
