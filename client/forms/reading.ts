import { safeParse } from 'zod/mini'
import type { Schema } from '#shared/core/contract.ts'

/** Names what is wrong at a field: nothing is there, or what is there is not taken. */
export type Fault = 'missing' | 'refused'

/** The faults of a form, by the names of its fields. */
export type Faults<Field extends string> = Partial<Record<Field, Fault>>

/** Holds what a form says: the input of a command, or what is wrong with which of its fields. */
export type Reading<Field extends string, Input> = { input: Input } | { faults: Faults<Field> }

/** Returns the value under a path, or undefined where there is none. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value
  for (const key of path)
    found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return found
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/**
 * Reads a form with the schema of its command. `fieldOf` names the field that a path of the input belongs to; what belongs
 * to no field counts for none, and then the form cannot say where: such an input is the form's own fault and throws.
 */
export function readWith<Field extends string, Input>(
  schema: Schema<Input>,
  sent: unknown,
  fieldOf: (path: string) => Field | undefined,
): Reading<Field, Input> {
  const read = safeParse(schema, sent)
  if (read.success) return { input: read.data }
  const faults: Faults<Field> = {}
  for (const { path } of read.error.issues) {
    const field = fieldOf(path.map(String).join('.'))
    if (field !== undefined) faults[field] ??= isAbsent(valueAt(sent, path)) ? 'missing' : 'refused'
  }
  if (Object.keys(faults).length === 0) throw read.error
  return { faults }
}

/** Returns a `fieldOf` for a form whose fields are called as the input's own, by the first part of the path. */
export function fieldsNamed<const Field extends string>(fields: readonly Field[]) {
  return (path: string): Field | undefined =>
    fields.find((field) => path === field) ?? fields.find((field) => path.startsWith(`${field}.`))
}

/** Returns the reading with faults that the schema does not know of. */
export function withFaults<Field extends string, Input>(
  faults: Faults<NoInfer<Field>>,
  reading: Reading<Field, Input>,
): Reading<Field, Input> {
  if (Object.keys(faults).length === 0) return reading
  return { faults: 'faults' in reading ? { ...reading.faults, ...faults } : faults }
}
