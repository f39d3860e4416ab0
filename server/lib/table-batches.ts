import { createHash } from 'node:crypto'
import type { TableRow } from '#shared/tables/rows.ts'

/** Rows checked and stored together: small enough that no statement comes near its timeout. */
const batchRows = 2000

/** Passes a file on and knows its length and SHA-256 so far; ends with the signal's reason once it is aborted. */
export function watched(source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    async *chunks(): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        signal?.throwIfAborted()
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    },
    bytes: () => bytes,
    digest: () => hash.digest(),
  }
}

export async function* batchesOf(source: AsyncIterable<TableRow[]>): AsyncGenerator<TableRow[], undefined> {
  let batch: TableRow[] = []
  for await (const rows of source) {
    batch.push(...rows)
    while (batch.length >= batchRows) {
      yield batch.slice(0, batchRows)
      batch = batch.slice(batchRows)
    }
  }
  if (batch.length > 0) yield batch
}

/** Asks for the next before it hands one out, so that rows are checked while the database stores those before them. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const ask = () => {
    const asked = source.next()
    // Told when it is this one's turn, and never if that does not come.
    asked.catch(() => undefined)
    return asked
  }
  try {
    for (let next = ask(); ; ) {
      const { value, done } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    await source.return(undefined)
  }
}
