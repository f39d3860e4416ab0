import { forgetOldNews } from '#server/features/inbox/service.ts'
import type { Job } from './job.ts'

/** News of more than ninety days is shown to nobody and goes. */
export const job: Job = {
  name: 'inbox.tidy',
  when: '17 18 * * *',
  work: async ({ db }) => await forgetOldNews(db),
}
