import { afterEach, expect, test, vi } from 'vitest'
import { toAppError } from './app-error.ts'
import { call } from './call.ts'

const headers = { 'x-dure': '1' }
const answering = (body: string, status = 200) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(body, { status }))

afterEach(() => vi.restoreAllMocks())

test('a call posts its input as JSON to its procedure and returns the data', async () => {
  const fetch = answering('{"result":{"data":{"n":1}}}')
  expect(await call('today.list', { day: 'x' }, { headers })).toEqual({ n: 1 })
  const [url, request] = fetch.mock.calls[0] ?? []
  expect(url).toBe('/api/trpc/today.list')
  expect(request).toMatchObject({ method: 'POST', body: '{"day":"x"}' })
  expect(request?.headers).toEqual({ 'content-type': 'application/json', 'x-dure': '1' })
})

test('a call without an input has no body, and an answer may have no data', async () => {
  const fetch = answering('{"result":{}}')
  expect(await call('auth.signOut', undefined, { headers })).toBeUndefined()
  expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('body')
})

test('what the server says of an error reaches the app', async () => {
  answering('{"error":{"data":{"httpStatus":409,"app":{"code":"CONFLICT","details":{"field":"a"}}}}}', 409)
  const thrown = await call('x.y', 1, { headers }).catch((error: unknown) => error)
  expect(toAppError(thrown)).toMatchObject({ code: 'CONFLICT', details: { field: 'a' } })
})

test.each([
  '<html>Bad gateway</html>',
  '{"ok":true}',
  '{"error":{"code":"NOT_FOUND"}}',
  'null',
])('an answer that is not the procedure’s counts as no network: %s', async (body) => {
  answering(body, 502)
  const thrown = await call('x.y', 1, { headers }).catch((error: unknown) => error)
  expect(toAppError(thrown)).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'network' } })
})

test('an answer that was asked for early is read in place of a request', async () => {
  const fetch = answering('{"result":{"data":"asked again"}}')
  const early = Promise.resolve(new Response('{"result":{"data":"early"}}'))
  expect(await call('today.list', undefined, { headers }, early)).toBe('early')
  expect(fetch).not.toHaveBeenCalled()
})
