import type { Job, JobDeps } from '#server/core/job.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { warnOfDeadlines } from './queries.ts'

/**
 * The job: once a round's deadline is less than a working day away, notifies who has not submitted, once. Saturdays and
 * Sundays where the team is are no working days.
 */
export async function remindRaters({ db, now }: Pick<JobDeps, 'db' | 'now'>): Promise<void> {
  const instant = new Date(now()).toISOString()
  await db.transaction().execute(async (transaction) => {
    const missing = await warnOfDeadlines(transaction, instant)
    await notifyFromJob(
      transaction,
      missing.map((row) => ({ ...row, kind: 'calibration_reminder' })),
    )
  })
}

export const jobs: readonly Job[] = [{ name: 'calibration.remind', when: '41 * * * *', work: remindRaters }]
