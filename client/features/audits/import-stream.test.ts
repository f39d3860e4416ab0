import { expect, test } from 'vitest'
import { jsonLines, refusal } from './import-stream.ts'

function streamOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece))
      controller.close()
    },
  })
}

async function all(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const value of jsonLines(stream)) found.push(value)
  return found
}

test('lines come whole, however the network cut them', async () => {
  expect(await all(streamOf('{"a":1}\n{"b"', ':2}\n\n{"c":', '3}'))).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }])
  expect(await all(streamOf())).toEqual([])
})

test('a refusal keeps the code and the reason that the server gave', () => {
  expect(refusal({ error: { code: 'INVALID', details: { reason: 'import_too_large' } } })).toEqual({
    type: 'error',
    code: 'INVALID',
    reason: 'import_too_large',
  })
  expect(refusal('a proxy’s page')).toEqual({ type: 'error', code: 'INTERNAL', reason: null })
})
