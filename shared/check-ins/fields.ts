import * as z from 'zod/mini'
import { checkInAudiences } from './rules.ts'

export const checkInAudience = z.enum(checkInAudiences)
/** 1 is the worst of five faces, 5 the best, in all three; null where the person skipped it. */
const rating = z.nullable(z.int().check(z.minimum(1), z.maximum(5)))
export const answers = z.object({ energy: rating, load: rating, support: rating })
export type Answers = z.infer<typeof answers>
export const talkAnswer = z.enum(['will_talk', 'time_proposed'])
export type TalkAnswer = z.infer<typeof talkAnswer>
