import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { reachFields } from './contracts.ts'
import { changedView, previewView, writeUpsView } from './views.ts'

export const rulingQueries = {
  /** The write-ups that the reader may see, the newest first. */
  list: query({ name: 'rulings.list', input: z.void(), output: writeUpsView }),
  /** What a ruling would change, worked out as the ruling itself works it out. */
  preview: query({ name: 'rulings.preview', input: z.object(reachFields), output: previewView }),
  /** What rulings changed of a person's cases and reviews, and why. */
  changed: query({ name: 'rulings.changed', input: z.object({ personId: z.uuid() }), output: changedView }),
}
