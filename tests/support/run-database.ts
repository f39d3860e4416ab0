import { pino } from 'pino'
import { openDataFolder } from '#server/db/data-folder.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { withClient } from '#server/db/one-client.ts'

/**
 * A Dure reduced to its database, as a process that tests may kill: `node run-database.ts FOLDER [write|die]`. It prints a
 * line of JSON when it runs, and with `write` one line for every row once its insert was acknowledged; with `die` it is
 * killed by then and leaves PostgreSQL behind.
 */
const [dir = '', mode] = process.argv.slice(2)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const folder = await openDataFolder(dir)
  const { ownerUrl, adopted, stop } = await startEmbedded(
    folder,
    pino({ level: 'info' }, pino.destination(2)),
  )
  say({ adopted, ownerUrl })
  process.once('SIGTERM', async () => {
    await stop()
    await folder.release()
    process.exit(0)
  })
  if (mode === 'die') process.kill(process.pid, 'SIGKILL')
  if (mode === 'write') {
    await withClient(ownerUrl, async (client) => {
      await client.query('create table if not exists written (number bigint primary key)')
      const { rows } = await client.query<{ next: number }>(
        'select coalesce(max(number), 0)::int + 1 as next from written',
      )
      for (let number = rows[0]?.next ?? 1; ; number += 1) {
        await client.query('insert into written values ($1)', [number])
        say({ written: number })
      }
    })
  }
  setInterval(() => undefined, 60_000)
} catch (error) {
  say({ refused: String(error) })
  process.exit(1)
}
