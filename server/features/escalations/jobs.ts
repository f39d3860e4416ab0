import type { Job } from '#server/core/job.ts'
import { callNext } from './chain-jobs.ts'
import { followCalendar, sweepClocks } from './clock-jobs.ts'
import { takeEffects } from './decision-jobs.ts'
import { reviewHolders } from './holder-jobs.ts'
import { reviewRequests } from './review-jobs.ts'

export const jobs: readonly Job[] = [
  /** Every second: decisions that take effect, requests that nobody can decide on any more, clocks that run out, and days that were added to the calendar. */
  {
    name: 'escalations.clocks',
    when: 1,
    async work({ db, now, signal }) {
      await takeEffects(db, signal)
      await reviewRequests(db, signal)
      await sweepClocks(db, signal)
      await followCalendar(db, now())
    },
  },
  /** Every second: whoever is next on an on-call chain. */
  {
    name: 'escalations.onCall',
    when: 1,
    async work({ db, signal }) {
      await callNext(db, signal)
    },
  },
  /** Every minute: escalations that are with somebody who does not see them any more. */
  {
    name: 'escalations.holders',
    when: 60,
    async work({ db, signal }) {
      await reviewHolders(db, signal)
    },
  },
]
