import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, upTo } from '#shared/core/fields.ts'
import { allocations, goldenLimit, methods, purposes, sampleLimit, stratifiers } from './rules.ts'

/** Says what a draw is to be like: what both its preview and the draw itself are asked with. */
export const drawDesign = z.object({
  teamId: z.uuid(),
  purpose: z.enum(purposes),
  method: z.enum(methods),
  /** Null unless the draw is stratified. */
  by: z.nullable(z.enum(stratifiers)),
  allocation: z.enum(allocations),
  /** Days of the decisions in the team's zone, or of the verdicts for a second verification; both are in it. */
  firstDay: day,
  lastDay: day,
  /** Only cases of these; null for all. */
  policy: z.nullable(upTo(200)),
  queue: z.nullable(upTo(200)),
  language: z.nullable(upTo(200)),
  size: z.int().check(z.minimum(1), z.maximum(sampleLimit)),
  /** The share of golden cases in all that is verified. */
  goldenShare: z.number().check(z.minimum(0), z.maximum(goldenLimit)),
})
export type DrawDesign = z.infer<typeof drawDesign>

/** Command draws.draw: draws what the preview said, or nothing where what there is to draw from changed since. */
export const drawInput = z.extend(drawDesign, { drawId: z.uuid(), frameHash: upTo(64) })
export type DrawInput = z.infer<typeof drawInput>

/** Command draws.verify: the verdict on one case of a draw. */
export const verifyInput = z.object({ itemId: z.uuid(), drawId: z.uuid(), verdict: text(200) })
export type VerifyInput = z.infer<typeof verifyInput>

/** Command draws.addGolden: makes a verified case of the team's a golden one. */
export const addGoldenInput = z.object({ goldenId: z.uuid(), auditId: z.uuid() })
export type AddGoldenInput = z.infer<typeof addGoldenInput>

/** Command draws.retireGolden, by whoever made it. */
export const retireGoldenInput = z.object({ goldenId: z.uuid() })
export type RetireGoldenInput = z.infer<typeof retireGoldenInput>

export const draws = {
  draw: commandNow({
    name: 'draws.draw',
    version: 1,
    input: drawInput,
    entities: ({ drawId }) => [drawId],
  }),
  verify: command({
    name: 'draws.verify',
    version: 1,
    input: verifyInput,
    entities: ({ itemId }) => [itemId],
    refs: ({ drawId }) => [drawId],
  }),
  addGolden: commandNow({
    name: 'draws.addGolden',
    version: 1,
    input: addGoldenInput,
    entities: ({ goldenId }) => [goldenId],
    refs: ({ auditId }) => [auditId],
  }),
  retireGolden: commandNow({
    name: 'draws.retireGolden',
    version: 1,
    input: retireGoldenInput,
    entities: ({ goldenId }) => [goldenId],
  }),
}
