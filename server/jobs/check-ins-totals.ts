import { closePeriods } from '#server/features/check-ins/totals.ts'
import type { Job } from './job.ts'

/** A period that has ended is closed within the hour, by the zone of its organisation. */
export const job: Job = {
  name: 'check-ins.totals',
  when: '7 * * * *',
  work: closePeriods,
}
