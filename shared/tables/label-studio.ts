import * as z from 'zod/mini'
import type { RawRating } from '#shared/statistics/clean-ratings.ts'

const result = z.array(
  z.object({
    from_name: z.optional(z.string()),
    type: z.optional(z.string()),
    value: z.optional(z.record(z.string(), z.unknown())),
  }),
)
const id = z.union([z.int(), z.string()])
const rater = z.union([id, z.object({ id: z.optional(id), email: z.optional(z.string()) })])
const task = z.object({
  id,
  annotations: z.optional(
    z.array(
      z.object({
        completed_by: z.optional(z.nullable(rater)),
        was_cancelled: z.optional(z.nullable(z.boolean())),
        ground_truth: z.optional(z.nullable(z.boolean())),
        result,
      }),
    ),
  ),
  predictions: z.optional(
    z.array(z.object({ model_version: z.optional(z.nullable(z.string())), result: z.optional(result) })),
  ),
})

/** Holds what a JSON export of Label Studio says: unit = task, rater = who completed it, value = the first choice. */
export interface LabelStudioFile {
  ratings: RawRating[]
  /** Golden answers by task: annotations that are the ground truth. They are no rater's. */
  gold: { unit: string; value: string }[]
  /** Annotations that were cancelled, and those without a choice: skipped. */
  cancelled: number
  withoutChoice: number
  /** Raters that are machines, by the version of their model. */
  machines: string[]
}

/** Reads an export; undefined where it is none. Predictions are a machine as a rater of its own. */
export function labelStudioRatings(tasks: unknown): LabelStudioFile | undefined {
  const read = z.array(task).safeParse(tasks)
  if (!read.success) return undefined
  const found: LabelStudioFile = { ratings: [], gold: [], cancelled: 0, withoutChoice: 0, machines: [] }
  read.data.forEach(({ id: taskId, annotations = [], predictions = [] }, place) => {
    const unit = String(taskId)
    const add = (who: string, choice: string | undefined) => {
      if (choice === undefined) found.withoutChoice += 1
      else found.ratings.push({ row: place + 1, unit, rater: who, value: choice })
    }
    for (const annotation of annotations) {
      const choice = choiceOf(annotation.result)
      if (annotation.was_cancelled) found.cancelled += 1
      else if (annotation.ground_truth && choice !== undefined) found.gold.push({ unit, value: choice })
      else add(raterOf(annotation.completed_by), choice)
    }
    for (const prediction of predictions) {
      const machine = prediction.model_version || 'model'
      if (!found.machines.includes(machine)) found.machines.push(machine)
      add(`machine: ${machine}`, choiceOf(prediction.result ?? []))
    }
  })
  return found
}

function raterOf(who: z.infer<typeof rater> | null | undefined): string {
  if (who === null || who === undefined) return 'unknown'
  if (typeof who !== 'object') return String(who)
  return who.email ?? String(who.id ?? 'unknown')
}

function choiceOf(results: z.infer<typeof result>): string | undefined {
  for (const { value } of results) {
    const choices = value?.choices
    const first: unknown = Array.isArray(choices) ? choices[0] : undefined
    if (typeof first === 'string') return first
    const rating = value?.rating ?? value?.number
    if (typeof rating === 'number') return String(rating)
  }
  return undefined
}
