import { type ImportEvent, type ImportOptions, importEvent } from '#shared/audits/import-views.ts'
import { isErrorCode } from '#shared/core/errors.ts'

/** Values of a stream of JSON lines, as they come; what follows the last line end counts as a line. */
export async function* jsonLines(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let begun = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (begun + decoder.decode(value, { stream: !done })).split('\n')
    begun = done ? '' : (lines.pop() ?? '')
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line)
    if (done) return
  }
}

const unreachable: ImportEvent = { type: 'error', code: 'UNAVAILABLE', reason: 'network' }

/**
 * Sends a file and hands on what the server says of it. The last event is a report or an error; an answer that breaks off
 * before either counts as an error, and nothing of the file is stored then.
 * @throws DOMException AbortError once the signal is aborted.
 */
export async function* sendFile(
  file: Blob,
  options: ImportOptions,
  { signal, personId }: { signal: AbortSignal; personId: string },
): AsyncGenerator<ImportEvent> {
  try {
    const response = await fetch(`/api/import?${new URLSearchParams({ options: JSON.stringify(options) })}`, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'text/csv', 'x-dure': '1', 'x-dure-person': personId },
      signal,
    })
    if (!response.ok || !response.body) return yield refusal(await response.json())
    for await (const value of jsonLines(response.body)) {
      const event = importEvent.safeParse(value)
      if (event.success) yield event.data
      if (event.success && event.data.type !== 'progress') return
    }
    yield unreachable
  } catch (error) {
    if (signal.aborted) throw error
    yield unreachable
  }
}

/** The answer to a request that was refused before the file was read. */
export function refusal(answer: unknown): ImportEvent {
  const { error } = (answer ?? {}) as { error?: { code?: unknown; details?: { reason?: unknown } } }
  const reason = error?.details?.reason
  return {
    type: 'error',
    code: isErrorCode(error?.code) ? error.code : 'INTERNAL',
    reason: typeof reason === 'string' ? reason : null,
  }
}
