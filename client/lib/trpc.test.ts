import { afterEach, expect, test, vi } from 'vitest'
import { toAppError } from './app-error.ts'
import { connection } from './connection.ts'
import { api } from './trpc.ts'

const answer =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status })
const own = '{"result":{"data":null}}'
const refusal = '{"error":{"data":{"app":{"code":"FORBIDDEN","details":{}}}}}'

/** Answers by procedure: the sign of life, the probe, and all else. */
function network(rest: () => Promise<Response>, me: () => Promise<Response> = rest) {
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    if (input === '/healthz') return rest()
    return input === '/api/trpc/people.me' ? me() : rest()
  })
}
const save = () => api.auth.signOut.mutate().catch((thrown: unknown) => thrown)

afterEach(() => {
  connection.answered()
  vi.restoreAllMocks()
})

test('a call that no network carried is felt at once, and the next answer ends it', async () => {
  network(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(toAppError(await save())).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'network' } })
  expect(connection.cause()).toBe('network')
  network(answer(refusal, 403))
  expect(toAppError(await save()).code).toBe('FORBIDDEN')
  expect(connection.now()).toBe(true)
})

test('a page that answers in place of the server is the sign-in of a Wi-Fi', async () => {
  network(answer('<html>Sign in to WiFi</html>'))
  expect(toAppError(await save()).details.reason).toBe('network')
  expect(connection.cause()).toBe('portal')
})

test('a proxy that refuses everything keeps the phone offline, and nothing is given up', async () => {
  network(answer('<html>Forbidden</html>', 403))
  expect(toAppError(await save())).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'network' } })
  expect(connection.cause()).toBe('blocked')
})

test.each([
  [413, 'too_large'],
  [403, undefined],
])('a proxy that answers %i to this call alone has refused it for good', async (status, reason) => {
  network(answer('<html>No</html>', status), answer(own))
  const { code, details } = toAppError(await save())
  expect({ code, reason: details.reason }).toEqual({ code: 'BLOCKED', reason })
  expect(connection.now()).toBe(true)
})
