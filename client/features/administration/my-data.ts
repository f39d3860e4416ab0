import { copyEnd } from '#shared/administration/copy-views.ts'
import { AppError, type ErrorDetails, isErrorCode } from '#shared/core/errors.ts'

const network = () => new AppError('UNAVAILABLE', { reason: 'network' })

/** Returns the server's refusal; where something else answered, as if nothing had. */
async function refusalIn(response: Response): Promise<AppError> {
  const answer: unknown = await response.json().catch(() => undefined)
  const { error } = (answer ?? {}) as { error?: { code?: unknown; details?: ErrorDetails } }
  return isErrorCode(error?.code) ? new AppError(error.code, error.details ?? {}) : network()
}

/**
 * Returns the copy of the reader's data, which passes through no cache of this phone.
 * @throws AppError as the server refused; UNAVAILABLE with reason 'network' without an answer, 'broken' where the file ended
 * before its end.
 */
export async function fetchCopy(input: { current: string }, personId: string): Promise<Blob> {
  const response = await fetch('/api/my-data', {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', 'x-dure': '1', 'x-dure-person': personId },
  }).catch(() => {
    throw network()
  })
  if (!response.ok) throw await refusalIn(response)
  const broken = () => new AppError('UNAVAILABLE', { reason: 'broken' })
  const file = await response.blob().catch(() => {
    throw broken()
  })
  if ((await file.slice(-copyEnd.length).text()) !== copyEnd) throw broken()
  return file
}
