import type { Job, JobDeps } from '#server/core/job.ts'
import { advanceRetentionClock, undoRuns } from '#server/db/retention-clock.ts'
import { periodOf, shifted } from '#shared/check-ins/totals-rules.ts'
import { keysOf } from './questionnaire-contents-rules.ts'
import {
  deleteAside,
  forgetMembers,
  longestRetention,
  oldestCheckIn,
  setExpiredAside,
} from './retention-queries.ts'
import { closePeriods, comparedPeriods } from './totals-jobs.ts'

const dayMs = 86_400_000

/**
 * The job: what is older than it may be kept goes, in the database and with its keys in every backup. It lies aside for a day
 * of runs first, so that a clock or a setting that was wrong costs nothing.
 */
export async function forgetExpired({ db, keys, log }: Pick<JobDeps, 'db' | 'keys' | 'log'>): Promise<void> {
  const { at, run, behindDays } = await advanceRetentionClock(db)
  if (behindDays > 1)
    log.warn({ behindDays }, 'The clock is ahead of what the database last saw: retention follows it slowly.')
  await keys.destroy((await deleteAside(db, run - undoRuns)).flatMap(keysOf))
  await setExpiredAside(db, at, run)
  const kept = Date.parse(at) - (await longestRetention(db)) * dayMs
  // A key that any row still needs stays, however old.
  await keys.destroyBefore(Math.min(kept, (await oldestCheckIn(db)) ?? kept) - dayMs)
  await forgetMembers(db, shifted(periodOf(at.slice(0, 10)), -comparedPeriods).from)
}

export const jobs: readonly Job[] = [
  /** A period that has ended is closed within the hour, by the zone of its organisation. */
  { name: 'check-ins.totals', when: '7 * * * *', work: closePeriods },
  /** Raw answers that are older than their organisation keeps them lie aside within an hour, and go a day later. */
  {
    name: 'check-ins.retention',
    when: '23 * * * *',
    sweeps: [
      'check_in',
      'exposure_entry',
      'talk_request',
      'rotation_request',
      'talk_offer',
      'check_in_follow_up',
      'questionnaire_answer',
      'check_in_total_member',
      'expired_row',
    ],
    work: forgetExpired,
  },
]
