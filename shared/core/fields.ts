import * as z from 'zod/mini'

/** The text of a person: trimmed, never empty, at most `limit` characters. */
export const text = (limit: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(limit))

/** A calendar day, 'YYYY-MM-DD'. */
export const day = z.iso.date()
