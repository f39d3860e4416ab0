import { createHash } from 'node:crypto'

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
