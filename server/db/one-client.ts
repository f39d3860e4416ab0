import pg from 'pg'

/**
 * Runs `work` on a connection of its own, outside any pool, and closes it.
 * @param options `connectWithin`: milliseconds to wait for the connection.
 */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  { connectWithin = 10_000 } = {},
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectWithin })
  // A server that stops between two statements must surface as the next statement's error, not end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
