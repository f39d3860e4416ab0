import pg from 'pg'
import type { Log } from '#server/lib/log.ts'

/** Receives what PostgreSQL notifies every process of: that an organisation's data changed, or that a session ended. */
export interface Notifications {
  onChange(listener: (org: string) => void): () => void
  onSessionEnd(listener: (sessionId: string) => void): () => void
  close(): Promise<void>
}

/**
 * One LISTEN connection a process. When it breaks it is made anew, and every listener is told with '', which stands for
 * any organisation and any session: what was missed meanwhile is found by the cursor and by looking the session up.
 */
export async function listen(appUrl: string, log: Log): Promise<Notifications> {
  const changed = new Set<(org: string) => void>()
  const ended = new Set<(sessionId: string) => void>()
  let closed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: appUrl, application_name: 'dure-listen', keepAlive: true })
    next.on('notification', ({ channel, payload = '' }) => {
      const listeners = channel === 'dure_change' ? changed : ended
      for (const listener of listeners) listener(payload)
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (closed || client !== next) return
      log.warn('the notification connection ended; reconnecting')
      again()
    })
    await next.connect()
    await next.query('listen dure_change; listen dure_session')
    client = next
  }
  function again(): void {
    clearTimeout(retry)
    retry = setTimeout(() => {
      connect().then(
        () => {
          for (const listener of [...ended, ...changed]) listener('')
        },
        () => again(),
      )
    }, 250)
  }
  await connect()

  const add = (set: Set<(payload: string) => void>, listener: (payload: string) => void) => {
    set.add(listener)
    return () => void set.delete(listener)
  }
  return {
    onChange: (listener) => add(changed, listener),
    onSessionEnd: (listener) => add(ended, listener),
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
