import { PgBoss } from 'pg-boss'
import type { Job, JobDeps } from '#server/core/job.ts'
import { jobLimits, openOwner } from '#server/db/database.ts'
import { jobSchema } from '#server/db/job-schema.ts'

export interface Jobs {
  /** Lets what runs end, for a few seconds; what it did not get to is the next run's, here or elsewhere. */
  stop(): Promise<void>
}

/** Seconds that a stop waits for what runs. */
const grace = 5

/** pg-boss's own statements are small: one that is not answered in these milliseconds never is. */
const limits = {
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
  keepAlive: true,
  notifyHeartbeatIntervalMs: 3_000,
  notifyHeartbeatTimeoutMs: 3_000,
}

/**
 * Runs these jobs in turn with every other process on the database. Each process offers each run; pg-boss keeps one of a
 * time slot and wakes a worker. A run that a killed process took with it is not tried again: the next slot's finds what
 * was left, within the job's own interval.
 */
export async function startJobs(
  jobs: readonly Job[],
  { ownerUrl, ...given }: Omit<JobDeps, 'db' | 'signal'> & { ownerUrl: string },
): Promise<Jobs> {
  const { log } = given
  const owner = openOwner(ownerUrl, { limits: jobLimits })
  const stopping = new AbortController()
  const deps: JobDeps = { ...given, db: owner.db, signal: stopping.signal }
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobSchema,
    application_name: 'dure-jobs',
    max: 2,
    useListenNotify: true,
    registerInstance: false,
    // Jobs that are done go within minutes; left to itself it lets them lie for a day, two a second.
    maintenanceIntervalSeconds: 300,
    ...limits,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'jobs'))
  await boss.start()
  const clocks: NodeJS.Timeout[] = []
  for (const job of jobs) {
    const often = typeof job.when === 'number'
    await boss.createQueue(job.name, {
      policy: 'short',
      notify: true,
      retryLimit: 0,
      expireInSeconds: 600,
      retentionSeconds: 600,
      deleteAfterSeconds: 60,
    })
    await boss.work(job.name, { pollingIntervalSeconds: often ? 0.5 : 30 }, async () => {
      try {
        await job.work(deps)
      } catch (error) {
        log.error({ err: error, job: job.name }, 'a job failed')
        throw error
      }
    })
    if (typeof job.when === 'string') await boss.schedule(job.name, job.when)
    else clocks.push(offer(boss, job.name, job.when, log))
  }
  return {
    async stop() {
      stopping.abort()
      for (const clock of clocks) clearInterval(clock)
      await boss.stop({ graceful: true, timeout: grace * 1000 })
      await owner.close()
    },
  }
}

/** Offers a run for every slot of so many seconds. */
function offer(boss: PgBoss, name: string, seconds: number, log: JobDeps['log']): NodeJS.Timeout {
  const send = () => {
    boss
      .send(name, null, { singletonSeconds: seconds })
      .catch((error: unknown) => log.warn({ err: error, job: name }, 'could not offer a run'))
  }
  send()
  return setInterval(send, seconds * 1000)
}
