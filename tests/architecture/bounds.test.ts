/** @module-tag attack */

import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { copyInput } from '#shared/administration/copy-views.ts'
import { importOptions } from '#shared/audits/import-views.ts'
import {
  acceptInvitationInput,
  invitationInput,
  requestAddressInput,
  signInInput,
} from '#shared/auth/views.ts'
import { commandMeta } from '#shared/core/command.ts'
import { day, instant, largestCount, zonedInstant } from '#shared/core/fields.ts'
import { features } from '#shared/features.ts'
import { subscribeInput } from '#shared/inbox/push-views.ts'

/** Their years are bounded besides. */
const moments = new Set<z.core.$ZodType>([day, instant, zonedInstant])

interface Def {
  type: string
  check?: string
  format?: string
  pattern?: RegExp
  maximum?: number
  value?: number
  checks?: { _zod: { def: object } }[]
  innerType?: z.core.$ZodType
  element?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
  options?: z.core.$ZodType[]
  keyType?: z.core.$ZodType
  valueType?: z.core.$ZodType
  in?: z.core.$ZodType
}

const defOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Def
/** What limits a schema: its own format, and its checks. */
const limitsOf = (def: Def): Def[] => [def, ...(def.checks ?? []).map((check) => check._zod.def as Def)]

/** Returns whether a pattern is anchored at both ends and repeats nothing without a limit. */
const isBounded = ({ source }: RegExp): boolean =>
  source.startsWith('^') &&
  source.endsWith('$') &&
  !/(?<!\\)[*+]|\{\d+,\}/.test(source.replace(/\[[^\]]*\]/g, 'x'))

/** Returns the parts of a schema that something of any size passes, by their paths. */
function unboundedIn(schema: z.core.$ZodType, path: string): string[] {
  const def = defOf(schema)
  const limits = limitsOf(def)
  const hasLength = limits.some(({ check }) => check === 'max_length')
  const hasValue = (kind: string) =>
    limits.some(({ check, value }) => check === kind && Math.abs(value ?? Infinity) <= largestCount)
  switch (def.type) {
    case 'string': {
      const isMoment = limits.some(({ format }) => format === 'date' || format === 'datetime')
      const patterned = limits.some(
        ({ format, pattern }) => format === 'uuid' || (pattern && isBounded(pattern)),
      )
      const limited = isMoment ? moments.has(schema) : hasLength || patterned
      return limited ? [] : [`${path}: a string of any length`]
    }
    case 'number':
      return hasValue('less_than') && hasValue('greater_than') ? [] : [`${path}: a number of any size`]
    case 'array': {
      const inside = def.element ? unboundedIn(def.element, `${path}[]`) : []
      return hasLength ? inside : [`${path}: a list of any length`, ...inside]
    }
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([key, part]) => unboundedIn(part, `${path}.${key}`))
    case 'union':
      return (def.options ?? []).flatMap((option, index) => unboundedIn(option, `${path}|${index}`))
    case 'record':
      return [
        ...(def.keyType && defOf(def.keyType).type !== 'enum' ? [`${path}: keys of any number`] : []),
        ...(def.valueType ? unboundedIn(def.valueType, `${path}{}`) : []),
      ]
    case 'nullable':
    case 'optional':
    case 'default':
      return def.innerType ? unboundedIn(def.innerType, path) : []
    case 'pipe':
      return def.in ? unboundedIn(def.in, path) : []
    case 'enum':
    case 'literal':
    case 'boolean':
    case 'void':
      return []
    default:
      return [`${path}: ${def.type}`]
  }
}

const inputs = new Map<string, z.core.$ZodType>([
  ['meta', commandMeta],
  ['auth.signIn', signInInput],
  ['auth.invitation', invitationInput],
  ['auth.acceptInvitation', acceptInvitationInput],
  ['auth.requestAddress', requestAddressInput],
  ['administration.copy', copyInput],
  ['inbox.subscribe', subscribeInput],
  ['audits.import', importOptions],
])
for (const { commands, queries } of Object.values(features))
  for (const { name, input } of [...Object.values(commands), ...Object.values(queries)])
    inputs.set(name, input)

test('every string, list, number and instant that is sent has a bound', () => {
  expect([...inputs].flatMap(([name, input]) => unboundedIn(input, name))).toEqual([])
})

test('a part without a bound is found wherever it stands', () => {
  const nothing = z.object({
    a: z.nullable(z.string()),
    b: z.array(z.object({ c: z.int() })),
    d: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x'), e: z.string() })]),
    f: z.iso.datetime(),
    g: z.unknown(),
    h: z.record(z.string(), z.boolean()),
    i: z.string().check(z.regex(/^a+$/)),
  })
  expect(unboundedIn(nothing, '').map((found) => found.split(':')[0])).toEqual([
    ...['.a', '.b', '.b[].c', '.d|0.e', '.f', '.g', '.h', '.i'],
  ])
})
