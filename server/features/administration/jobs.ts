import type { Job } from '#server/core/job.ts'
import { organisations } from './administer-queries.ts'
import { replayErasures } from './erasure-jobs.ts'
import { settleRequests } from './request-jobs.ts'
import { forgetLeavers } from './retention-jobs.ts'

export const jobs: readonly Job[] = [
  { name: 'administration.requests', when: 2, work: settleRequests },
  {
    name: 'administration.retention',
    when: '53 * * * *',
    async work({ db, keys, log, signal }) {
      await replayErasures({ db, keys })
      for (const { org_id } of await organisations(db)) {
        if (signal.aborted) return
        const people = await forgetLeavers({ db, keys }, org_id)
        if (people > 0) log.info({ people }, 'Retention took what was due of people who left.')
      }
    },
  },
]
