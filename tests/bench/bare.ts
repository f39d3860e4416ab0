import http from 'node:http'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

/**
 * The yardstick: node:http and pg, nothing else. It runs, as the owner of the tables and so without row security, the same
 * prepared statements that Dure runs for one request; `transaction` puts BEGIN and COMMIT around them, as a write needs.
 */
export interface BareOrder {
  databaseUrl: string
  statements: { name: string; text: string; values: unknown[] }[]
  /** Values to be made anew for each request, where they stand in `values`. */
  fresh: string[]
  transaction: boolean
}

const order = JSON.parse(process.argv[2] ?? '{}') as BareOrder
const pool = new pg.Pool({
  connectionString: order.databaseUrl,
  max: 16,
  options: '-c plan_cache_mode=force_generic_plan',
})

function valuesOf(values: unknown[], fresh: Map<string, string>): unknown[] {
  return values.map((value) => {
    if (typeof value === 'object' && value && 'base64' in value)
      return Buffer.from(String(value.base64), 'base64')
    return typeof value === 'string' ? (fresh.get(value) ?? value) : value
  })
}

const server = http.createServer(async (request, response) => {
  request.resume()
  const fresh = new Map(order.fresh.map((id) => [id, uuidv7()]))
  const client = await pool.connect()
  try {
    if (order.transaction) await client.query('begin')
    const rows: unknown[] = []
    for (const { name, text, values } of order.statements) {
      rows.push((await client.query({ name, text, values: valuesOf(values, fresh) })).rows)
    }
    if (order.transaction) await client.query('commit')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(rows))
  } catch (error) {
    await client.query('rollback')
    response.statusCode = 500
    response.end(String(error))
  } finally {
    client.release()
  }
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(
    `${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0 })}\n`,
  )
})
