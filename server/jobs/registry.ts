import type { Job } from '#server/core/job.ts'
import { jobs as checkIns } from '#server/features/check-ins/jobs.ts'
import { jobs as escalations } from '#server/features/escalations/jobs.ts'
import { jobs as inbox } from '#server/features/inbox/jobs.ts'

/** Every feature's jobs. */
export const allJobs: readonly Job[] = [...checkIns, ...escalations, ...inbox]
