import type { Job } from '#server/core/job.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { deleteUnusedDevices } from './device-queries.ts'
import { deleteOverSessions } from './session-queries.ts'

export async function forgetOverSessions(db: OwnerDb): Promise<void> {
  await deleteOverSessions(db)
  await deleteUnusedDevices(db)
}

export const authJobs: readonly Job[] = [
  {
    name: 'auth.tidy',
    when: '37 18 * * *',
    sweeps: ['session', 'ended_token', 'known_device'],
    work: async ({ db }) => await forgetOverSessions(db),
  },
]
