import { pushNews } from '#server/features/inbox/push.ts'
import type { Job } from './job.ts'

/** News reaches phones within about a second of its commit. */
export const job: Job = { name: 'inbox.push', when: 1, work: pushNews }
