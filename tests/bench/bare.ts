import http from 'node:http'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { type BareOrder, madeIds, rowDigits, rowIds } from './bare-order.ts'
import type { Statement } from './record.ts'

/**
 * The yardstick: node:http and pg, nothing else. It runs, as the owner of the tables and so without row security, the same
 * prepared statements that Dure runs for one request, those together that Dure sends together; `transaction` puts BEGIN and
 * COMMIT around them, as a write needs.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as BareOrder
const pool = new pg.Pool({
  connectionString: order.databaseUrl,
  max: 16,
  pipeline: true,
  options: [
    '-c plan_cache_mode=force_generic_plan',
    ...(order.actor ? [`-c app.org=${order.actor.org}`, `-c app.actor=${order.actor.person}`] : []),
  ].join(' '),
})

const groups: Statement[][] = []
for (const statement of order.statements) {
  const last = groups.at(-1)
  if (statement.together && last) last.push(statement)
  else groups.push([statement])
}

let row = order.firstRow

/** As another request would have it: with ids and a row of its own. */
function anew(value: unknown, fresh: Map<string, string>, digits: string): unknown {
  if (Array.isArray(value)) return value.map((item) => anew(item, fresh, digits))
  if (typeof value === 'object' && value && 'base64' in value)
    return Buffer.from(String(value.base64), 'base64')
  if (typeof value !== 'string') return value
  return value.replace(madeIds, (id) => fresh.get(id) ?? id).replace(rowIds, `$1${digits}`)
}

const server = http.createServer(async (request, response) => {
  request.resume()
  const fresh = new Map(order.fresh.map((id) => [id, uuidv7()]))
  const digits = rowDigits(row)
  row += 1
  const client = await pool.connect()
  try {
    if (order.transaction) await client.query('begin')
    const rows: unknown[] = []
    for (const group of groups) {
      const sent = group.map(({ name, text, values }) =>
        client.query({ name, text, values: values.map((value) => anew(value, fresh, digits)) }),
      )
      for (const result of await Promise.all(sent)) rows.push(result.rows)
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
