import * as z from 'zod/mini'
import { AppError } from '#shared/core/errors.ts'

/** Returns the schema, compiled at its first use: a view of many rows is then checked in a thirtieth of the time. */
function compiling<Schema extends z.core.$ZodType>(schema: Schema): () => Schema {
  let compiled: Schema | undefined
  return () => {
    compiled ??= z.compile(schema)
    return compiled
  }
}

/**
 * Returns a parser of what somebody sent.
 * @param place where it stands in the whole that was sent: the first part of the field that a refusal names.
 * @throws INVALID with the field and the reason, from the parser.
 */
export function parserOfSent<Schema extends z.core.$ZodType>(
  schema: Schema,
  ...place: string[]
): (sent: unknown) => z.core.output<Schema> {
  const compiled = compiling(schema)
  return (sent) => {
    const parsed = z.safeParse(compiled(), sent)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new AppError(
      'INVALID',
      issue ? { field: [...place, ...issue.path].join('.'), reason: issue.code } : {},
    )
  }
}

/** Returns a check of what the server itself made: a failure is a fault of ours and no AppError. */
export function checkOfMade<Schema extends z.core.$ZodType>(
  schema: Schema,
): (made: unknown) => z.core.output<Schema> {
  const compiled = compiling(schema)
  return (made) => z.parse(compiled(), made)
}
