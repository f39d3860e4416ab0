import { PgBoss } from 'pg-boss'

export const jobSchema = 'pgboss'

/**
 * Makes or updates the tables of pg-boss, which are the owner's alone: dure_app may not even enter their schema. Safe from
 * several processes at once, which wait for one another on pg-boss's own lock.
 */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobSchema,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
}
