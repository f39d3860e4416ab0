import * as z from 'zod/mini'
import { timeOfDay } from '#shared/people/views.ts'
import { checkInAudiences } from './rules.ts'

export const checkInAudience = z.enum(checkInAudiences)
/** 1 is the worst of five faces, 5 the best, in all three; null where the person skipped it. */
const rating = z.nullable(z.int().check(z.minimum(1), z.maximum(5)))
export const answers = z.object({ energy: rating, load: rating, support: rating })
export type Answers = z.infer<typeof answers>
/** When the person is asked for a check-in; the time is that of their zone, Monday is 1. */
export const rhythm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly') }),
  z.object({
    kind: z.literal('chosen'),
    weekday: z.int().check(z.minimum(1), z.maximum(7)),
    time: timeOfDay,
  }),
  z.object({ kind: z.literal('never') }),
])
export const talkAnswer = z.enum(['will_talk', 'time_proposed'])
export type TalkAnswer = z.infer<typeof talkAnswer>
