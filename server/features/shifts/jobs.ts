import type { Job, JobDeps } from '#server/core/job.ts'
import { deleteOldShifts, everybodyWithShifts, renewShifts } from './renew-queries.ts'

/** Days after which instants of shifts are deleted: whatever asks for them looks back two weeks. */
const keptDays = 60

/** Renews everybody's shifts as instants, so that the weeks ahead are always there. */
export async function renewAll({ db, now, signal }: Pick<JobDeps, 'db' | 'now' | 'signal'>): Promise<void> {
  for (const { org_id: org, person_id: person } of await everybodyWithShifts(db)) {
    if (signal.aborted) return
    await db.transaction().execute((query) => renewShifts({ org, query }, person, now()))
  }
  await deleteOldShifts(db, new Date(now() - keptDays * 86_400_000).toISOString())
}

export const jobs: readonly Job[] = [
  /** Every night of the busiest zones, when few people enter anything. */
  { name: 'shifts.renew', when: '41 17 * * *', sweeps: ['shift'], work: renewAll },
]
