import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { instant, upTo } from '#shared/core/fields.ts'

/** Command today.settle. 'later' comes back at `until`. */
export const settleInput = z.object({
  key: upTo(200).check(z.minLength(1)),
  how: z.enum(['done', 'later']),
  until: z.nullable(instant),
})
export type SettleInput = z.infer<typeof settleInput>
/** Command today.unsettle: the undo. */
export const unsettleInput = z.object({ key: upTo(200).check(z.minLength(1)) })
export type UnsettleInput = z.infer<typeof unsettleInput>

/** Settling and taking back of one item keep their order; different items do not wait for each other. */
const settledEntity = (key: string) => `today:${key}`

export const today = {
  settle: command({
    name: 'today.settle',
    version: 1,
    input: settleInput,
    entities: ({ key }) => [settledEntity(key)],
  }),
  unsettle: command({
    name: 'today.unsettle',
    version: 1,
    input: unsettleInput,
    entities: ({ key }) => [settledEntity(key)],
  }),
}
