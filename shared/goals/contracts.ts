import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { day, text } from '#shared/core/fields.ts'
import { metric } from '#shared/scorecards/fields.ts'
import { goalEndings } from './rules.ts'
import { baseline } from './views.ts'

/** Command goals.save: creates with base null, revises the version `base` otherwise; team, person and metric stay. */
export const saveGoalInput = z.object({
  goalId: z.uuid(),
  teamId: z.uuid(),
  subjectId: z.uuid(),
  metric,
  /** As the writer saw it. The server counts its weeks again; the newest four where the phone knew no figures. */
  baseline: z.nullable(baseline),
  target: z.number().check(z.minimum(0), z.maximum(1)),
  dueOn: day,
  why: z.nullable(text(1000)),
})
export type SaveGoalInput = z.infer<typeof saveGoalInput>

/** Command goals.end: `base` is the goal's version. */
export const endGoalInput = z.object({ goalId: z.uuid(), how: z.enum(goalEndings) })
export type EndGoalInput = z.infer<typeof endGoalInput>

export const goals = {
  save: command({
    name: 'goals.save',
    version: 1,
    input: saveGoalInput,
    entities: ({ goalId }) => [goalId],
  }),
  end: command({
    name: 'goals.end',
    version: 1,
    input: endGoalInput,
    entities: ({ goalId }) => [goalId],
  }),
}
