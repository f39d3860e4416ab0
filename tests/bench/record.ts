import pg from 'pg'
import { createLog } from '#server/lib/log.ts'
import { serve } from '#server/start.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

export interface Statement {
  name: string
  text: string
  values: unknown[]
}

/** The statements, in their order, that Dure sends for `request`, without those that open and close the transaction. */
export async function recordStatements(
  urls: { appUrl: string; ownerUrl: string; keyFile: string },
  person: TestPerson,
  requests: ((who: SignedIn) => Promise<unknown>)[],
): Promise<Statement[][]> {
  const serving = await serve({
    ...urls,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost',
    log: createLog('error'),
  })
  const original = pg.Client.prototype.query
  let recorded: Statement[] = []
  try {
    const who = await signIn(serving.url, person)
    const all: Statement[][] = []
    for (const request of requests) {
      recorded = []
      pg.Client.prototype.query = new Proxy(original, {
        apply(target, self, args: unknown[]) {
          const statement = args[0]
          if (statement && typeof statement === 'object' && 'text' in statement) {
            const { text, values } = statement as unknown as Statement
            const named = 'name' in statement ? String(statement.name) : undefined
            recorded.push({
              name: named ?? `bare_${recorded.length}`,
              text,
              values: (values ?? []).map(portable),
            })
          } else if (
            typeof statement === 'string' &&
            !/^(begin|commit|rollback)/i.test(statement) &&
            !statement.includes('session_lookup')
          ) {
            const values = Array.isArray(args[1]) ? (args[1] as unknown[]) : []
            recorded.push({ name: `bare_${recorded.length}`, text: statement, values: values.map(portable) })
          }
          return Reflect.apply(target, self, args)
        },
      })
      await request(who)
      pg.Client.prototype.query = original
      all.push(recorded)
    }
    return all
  } finally {
    pg.Client.prototype.query = original
    await serving.stop()
  }
}

/** Values cross to another process as JSON. */
function portable(value: unknown): unknown {
  return Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value
}
