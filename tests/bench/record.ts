import pg from 'pg'
import { createLog } from '#server/lib/log.ts'
import { serve } from '#server/start.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

export interface Statement {
  name: string
  text: string
  values: unknown[]
  /** Sent before the answer to the one before it was there. */
  together: boolean
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
  const role = new URL(urls.appUrl).username
  const original = pg.Client.prototype.query
  let recorded: Statement[] = []
  let unanswered = 0
  try {
    const who = await signIn(serving.url, person)
    const all: Statement[][] = []
    for (const request of requests) {
      recorded = []
      pg.Client.prototype.query = new Proxy(original, {
        apply(target, self: unknown, args: unknown[]) {
          // The jobs of the same process work as the tables' owner.
          const asked = self instanceof pg.Client && self.user === role
          const statement = asked ? statementOf(args, recorded.length) : undefined
          const answered: unknown = Reflect.apply(target, self, args)
          if (!statement) return answered
          recorded.push({ ...statement, together: unanswered > 0 })
          unanswered += 1
          if (answered instanceof Promise) answered.finally(() => (unanswered -= 1)).catch(() => undefined)
          return answered
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

/** What is not part of the request's own work is left out. */
function statementOf([first, second]: unknown[], place: number): Omit<Statement, 'together'> | undefined {
  if (first && typeof first === 'object' && 'text' in first) {
    const { text, values } = first as unknown as Statement
    const name = 'name' in first ? String(first.name) : `bare_${place}`
    return { name, text, values: (values ?? []).map(portable) }
  }
  if (typeof first !== 'string' || /^(begin|commit|rollback)/i.test(first)) return undefined
  if (first.includes('session_lookup')) return undefined
  const values = Array.isArray(second) ? (second as unknown[]) : []
  return { name: `bare_${place}`, text: first, values: values.map(portable) }
}

/** Values cross to another process as JSON. */
function portable(value: unknown): unknown {
  return Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value
}
