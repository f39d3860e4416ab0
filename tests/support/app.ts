import { randomUUID } from 'node:crypto'
import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from '@trpc/client'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import { createLog } from '#server/lib/log.ts'
import { type ServeOptions, type Serving, serve } from '#server/start.ts'
import type { AppRouter } from '#server/transport/trpc/router.ts'
import type { CommandMeta } from '#shared/core/command.ts'
import { type ErrorCode, type ErrorDetails, isErrorCode } from '#shared/core/errors.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type TestPerson, testPassword } from './people.ts'

export type Client = TRPCClient<AppRouter>

export interface SignedIn {
  person: TestPerson
  client: Client
  /** The cookie header, for requests that are not tRPC's. */
  cookie: () => string
  /** Meta of the next command of this device. */
  meta(base?: number | null, id?: string): CommandMeta
}

export interface TestApp {
  url: string
  database: TestDatabase
  /** As dure_owner: for what tests set up and look up behind the app's back. */
  owner: Kysely<Schema>
  /** A session of a new device, through sign-in. */
  signIn(person: TestPerson): Promise<SignedIn>
  /** Somebody without a session. */
  stranger(): Client
  stop(): Promise<void>
}

/** Signs each person in once, whichever test asks; `forget` begins anew with other people. */
export function signedInOnce(app: () => TestApp): {
  as: (person: TestPerson) => Promise<SignedIn>
  forget: () => void
} {
  const sessions = new Map<string, Promise<SignedIn>>()
  return {
    as: (person) => {
      const session = sessions.get(person.personId) ?? app().signIn(person)
      sessions.set(person.personId, session)
      return session
    },
    forget: () => sessions.clear(),
  }
}

/** The real app, listening, on a database of its own that is migrated to the latest. */
export async function startTestApp(
  given?: TestDatabase,
  options: Pick<ServeOptions, 'quotaFactor' | 'mail'> = {},
): Promise<TestApp> {
  const database = given ?? (await createTestDatabase())
  const log = createLog(process.env.LOG_LEVEL ?? 'error')
  const serving: Serving = await serve({
    ...database,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost',
    log,
    ...options,
  })
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 3 })
  pool.on('error', () => undefined)
  const owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    url: serving.url,
    database,
    owner,
    signIn: (person) => signIn(serving.url, person),
    stranger: () => clientOf(serving.url, new Jar()),
    async stop() {
      await serving.stop()
      await owner.destroy()
      if (!given) await database.drop()
    },
  }
}

/** The session's cookie, and the browser's own, as a browser would keep them. */
class Jar {
  value = ''
  device = ''
  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [cookie = ''] = line.split(';')
      if (/^\S+-device=/.test(cookie)) this.device = cookie
      else this.value = cookie
    }
  }
  get header(): string {
    return [this.value, this.device].filter(Boolean).join('; ')
  }
}

function clientOf(url: string, jar: Jar): Client {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        methodOverride: 'POST',
        headers: ({ op }) => ({
          'x-dure': '1',
          ...(op.context.forLater ? { 'x-dure-for': 'later' } : {}),
          ...(jar.header ? { cookie: jar.header } : {}),
        }),
        async fetch(input, init) {
          const response = await fetch(input, init as RequestInit)
          jar.keep(response)
          return response
        },
      }),
    ],
  })
}

export async function signIn(url: string, person: TestPerson): Promise<SignedIn> {
  const jar = new Jar()
  const client = clientOf(url, jar)
  await client.auth.signIn.mutate({ email: person.email, password: testPassword, device: 'Test phone' })
  const device = randomUUID()
  let seq = 0
  return {
    person,
    client,
    cookie: () => jar.value,
    meta: (base = null, id = uuidv7()) => {
      seq++
      return { id, device, seq, version: 1, base, claimedAt: new Date().toISOString() }
    },
  }
}

/** The code and details of a refusal; fails where the call succeeds or breaks in another way. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: ErrorCode; details: ErrorDetails }> {
  try {
    await call
  } catch (error) {
    const data: unknown = error instanceof TRPCClientError ? error.data : undefined
    const app =
      data && typeof data === 'object' && 'app' in data
        ? (data.app as { code: unknown; details: ErrorDetails })
        : undefined
    if (app && isErrorCode(app.code)) return { code: app.code, details: app.details }
    throw error
  }
  throw new Error('The call was not refused')
}
