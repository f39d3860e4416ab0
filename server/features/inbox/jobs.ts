import type { Job } from '#server/core/job.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { sendMails } from './mail-jobs.ts'
import { pushNotifications } from './push-jobs.ts'
import { deleteOldNotifications } from './queries.ts'

export const forgetOldNotifications = (db: OwnerDb): Promise<void> => deleteOldNotifications(db)

export const jobs: readonly Job[] = [
  /** News reaches phones within about a second of its commit. */
  {
    name: 'inbox.push',
    when: 1,
    sweeps: ['push_delivery', 'push_subscription'],
    work: (deps) => pushNotifications({ ...deps, sendsMail: deps.mailer !== undefined }),
  },
  /** E-mails go within seconds of what is pushed at the same time. */
  { name: 'inbox.mail', when: 2, sweeps: ['mail'], work: sendMails },
  /** News of more than ninety days is shown to nobody and goes. */
  {
    name: 'inbox.tidy',
    when: '17 18 * * *',
    sweeps: ['inbox', 'mail'],
    work: async ({ db }) => await forgetOldNotifications(db),
  },
]
