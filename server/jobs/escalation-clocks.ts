import { takeEffects } from '#server/features/escalations/effects.ts'
import { followCalendar, sweepClocks } from '#server/features/escalations/sweep.ts'
import type { Job } from './job.ts'

/** Every second: decisions that take effect, clocks that run out, and days that were added to the calendar. */
export const job: Job = {
  name: 'escalations.clocks',
  when: 1,
  async work({ db, now, signal }) {
    await takeEffects(db, signal)
    await sweepClocks(db, signal)
    await followCalendar(db, now())
  },
}
