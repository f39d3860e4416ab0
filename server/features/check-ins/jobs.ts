import type { Job } from '#server/core/job.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { periodOf, shifted } from '#shared/check-ins/totals-rules.ts'
import { deleteExpired, forgetMembers, longestRetention } from './retention-queries.ts'
import { closePeriods, comparedPeriods } from './totals-jobs.ts'

/** The job: what is older than it may be kept goes, in the database and with its keys in every backup. */
export async function forgetExpired({
  db,
  keys,
  now,
}: {
  db: OwnerDb
  keys: Keystore
  now: () => number
}): Promise<void> {
  await keys.destroy(await deleteExpired(db, new Date(now()).toISOString()))
  await keys.destroyBefore(now() - (await longestRetention(db)) * 86_400_000)
  await forgetMembers(
    db,
    shifted(periodOf(new Date(now()).toISOString().slice(0, 10)), -comparedPeriods).from,
  )
}

export const jobs: readonly Job[] = [
  /** A period that has ended is closed within the hour, by the zone of its organisation. */
  { name: 'check-ins.totals', when: '7 * * * *', work: closePeriods },
  /** Raw answers that are older than their organisation keeps them go once a day. */
  {
    name: 'check-ins.retention',
    when: '23 18 * * *',
    sweeps: ['check_in', 'exposure_entry', 'talk_request', 'check_in_total_member'],
    work: forgetExpired,
  },
]
