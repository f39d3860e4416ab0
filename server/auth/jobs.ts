import type { Job } from '#server/core/job.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { deleteOverSessions } from './session-queries.ts'

export const forgetOverSessions = (db: OwnerDb): Promise<void> => deleteOverSessions(db)

export const authJobs: readonly Job[] = [
  { name: 'auth.tidy', when: '37 18 * * *', work: async ({ db }) => await forgetOverSessions(db) },
]
