import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod'
import { AppError } from '#shared/core/errors.ts'

/** Where a page ends: what its last row is ordered by, and its id. */
export interface Place {
  key: string
  id: string
}

/** Keys by which lists are ordered, as a cursor may carry them. */
export const keys = { instant: z.iso.datetime(), name: z.string().max(200) }

/** Returns the name of a place for the client, which cannot and need not read it. */
export function cursorOf({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/** Returns the place that a cursor names. @throws AppError INVALID for a cursor that no page ever gave. */
export function placeOf(cursor: string | null | undefined, key: z.ZodType<string>): Place | undefined {
  if (cursor === null || cursor === undefined) return undefined
  const parsed = z.tuple([key, z.uuid()]).safeParse(parse(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw new AppError('INVALID', { field: 'cursor' })
  const [value, id] = parsed.data
  return { key: value, id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Splits `size` rows and one more into a page and its last row, which is undefined where no other page follows. */
export function pageOf<Row>(rows: readonly Row[], size: number): { page: Row[]; last: Row | undefined } {
  const page = rows.slice(0, size)
  return { page, last: rows.length > size ? page.at(-1) : undefined }
}

type Direction = 'asc' | 'desc'
interface Columns {
  key: RawBuilder<unknown>
  id: RawBuilder<unknown>
}

/** Returns the condition for rows after `place` in a list that is ordered by a key and then by an id. */
export function isAfter(
  row: Columns,
  place: Columns,
  order: { key: Direction; id: Direction },
): RawBuilder<boolean> {
  const than = (direction: Direction) => sql.raw(direction === 'asc' ? '>' : '<')
  if (order.key === order.id)
    return sql`(${row.key}, ${row.id}) ${than(order.key)} (${place.key}, ${place.id})`
  // The first comparison bounds what is read of an index, as the comparison of rows does above.
  return sql`(${row.key} ${than(order.key)}= ${place.key}
    and (${row.key} ${than(order.key)} ${place.key} or ${row.id} ${than(order.id)} ${place.id}))`
}
