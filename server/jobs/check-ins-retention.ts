import { forgetExpired } from '#server/features/check-ins/totals.ts'
import type { Job } from './job.ts'

/** Raw answers that are older than their organisation keeps them go once a day. */
export const job: Job = {
  name: 'check-ins.retention',
  when: '23 18 * * *',
  work: forgetExpired,
}
