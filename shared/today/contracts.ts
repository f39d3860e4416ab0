import * as z from 'zod/mini'

/** Command today.settle. 'later' comes back at `until`. */
export const settleInput = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(200)),
  how: z.enum(['done', 'later']),
  until: z.nullable(z.iso.datetime()),
})
export type SettleInput = z.infer<typeof settleInput>
/** Command today.unsettle: the undo. */
export const unsettleInput = z.object({ key: z.string().check(z.minLength(1), z.maxLength(200)) })
export type UnsettleInput = z.infer<typeof unsettleInput>
