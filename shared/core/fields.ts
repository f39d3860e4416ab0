import * as z from 'zod/mini'
import { isZone } from './zones.ts'

/** Text that a database holds and every device shows: no NUL, no half of a surrogate pair. */
const wholeText = z.refine<string>((value) => value.isWellFormed() && !value.includes('\0'))

/** Words of at most `limit` characters, which may be none. */
export const upTo = (limit: number) => z.string().check(z.maxLength(limit), wholeText)

/** The text of a person: trimmed, never empty, at most `limit` characters. */
export const text = (limit: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(limit), wholeText)

/** The largest whole number of a column. */
export const largestCount = 2_147_483_647

/** A whole number from `least` to what a column holds. */
export const count = (least = 0) => z.int().check(z.minimum(least), z.maximum(largestCount))

/** The years in which anything of Dure can be; no device whose clock was never set is refused for what it claims. */
const inYears = z.refine<string>((value) => value >= '1970' && value < '2200')

/** A calendar day, 'YYYY-MM-DD'. */
export const day = z.iso.date().check(inYears)

/** The longest form of an instant: nanoseconds and an offset. */
const instantLength = z.maxLength(35)

/** An instant in UTC. */
export const instant = z.iso.datetime().check(instantLength, inYears)

/** An instant in any zone that there is. */
export const zonedInstant = z.iso
  .datetime({ offset: true })
  .check(instantLength, inYears, z.regex(/(Z|[+-](0\d|1[0-4]):[0-5]\d)$/))

/** A time on the wall, 'HH:MM'. */
export const wallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** A zone of the IANA database, such as 'Asia/Seoul'. */
export const zone = text(60).check(z.refine(isZone))
