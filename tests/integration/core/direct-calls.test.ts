import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoachingCast, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'

let app: TestApp
let cast: CoachingCast
let lead: SignedIn
beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
  lead = await app.signIn(cast.lead)
})
afterAll(() => app.stop())

interface Asked {
  body?: string
  headers?: Record<string, string>
}
async function post(where: string, { body, headers }: Asked) {
  const own = { 'content-type': 'application/json', 'x-dure': '1', cookie: lead.cookie() }
  const response = await fetch(`${app.url}/api/trpc/${where}`, {
    method: 'POST',
    headers: { ...own, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const kept = ['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy']
  return {
    status: response.status,
    answer: JSON.parse(await response.text()) as unknown,
    headers: kept.map((name) => response.headers.get(name)),
  }
}

describe('a call that is posted by itself', () => {
  const json = (value: unknown): Asked => ({ body: JSON.stringify(value) })
  const cases: [string, string, () => Asked][] = [
    ['a query without an input', 'people.me', () => ({})],
    ['a query whose input is ignored', 'people.me', () => ({ body: '{' })],
    ['a query of another person', 'coaching.person', () => json({ personId: cast.analyst.personId })],
    ['a query of a stranger', 'coaching.person', () => json({ personId: cast.partner.personId })],
    ['a query that lacks its input', 'coaching.person', () => json({})],
    ['a query without the body that it needs', 'coaching.person', () => ({})],
    ['a command', 'people.setPreferences', () => json({ meta, input: { theme: 'dark' } })],
    ['a command that cannot be read', 'people.setPreferences', () => json({ meta, input: { theme: 7 } })],
    ['a command that is refused', 'checkIns.setBudget', () => json({ meta, input: budget() })],
    ['malformed JSON', 'people.setPreferences', () => ({ body: '{"meta":' })],
    ['a body that is too large', 'people.setPreferences', () => ({ body: `"${'x'.repeat(1_100_000)}"` })],
    ['nobody’s', 'people.me', () => ({ headers: { cookie: '' } })],
    ['nobody’s malformed', 'people.setPreferences', () => ({ body: '{', headers: { cookie: '' } })],
    ['in another’s name', 'people.me', () => ({ headers: { 'x-dure-person': cast.analyst.personId } })],
    [
      'of another type',
      'people.setPreferences',
      () => ({ body: 'a', headers: { 'content-type': 'text/plain' } }),
    ],
    ['for what is not there', 'people.nothing', () => json({})],
  ]
  let meta: object = {}
  const budget = () => ({ teamId: cast.org, budget: { minutesPerDay: 60, minutesWithoutBreak: 30 } })
  beforeAll(() => {
    meta = lead.meta()
  })

  it.each(cases)('%s is answered as tRPC’s adapter answers it', async (_, where, asked) => {
    const direct = await post(where, asked())
    // An address with a query is none of those that are answered directly.
    expect(direct).toEqual(await post(`${where}?adapter`, asked()))
  })

  it('is compressed where it is large', async () => {
    const sizes: [string, string | null][] = [
      ['people.viewsOfMe', null],
      ['administration.structure', null],
    ]
    for (const [where, encoding] of sizes) {
      const response = await fetch(`${app.url}/api/trpc/${where}`, {
        method: 'POST',
        headers: {
          'x-dure': '1',
          'content-type': 'application/json',
          cookie: lead.cookie(),
          'accept-encoding': 'gzip',
        },
      })
      await response.text()
      expect(response.headers.get('content-encoding'), where).toBe(encoding)
    }
    for (let count = 0; count < 12; count++)
      await lead.client.coaching.saveNote.mutate({
        meta: lead.meta(),
        input: {
          noteId: crypto.randomUUID(),
          teamId: cast.teamId,
          subjectId: cast.analyst.personId,
          audience: 'person',
          body: { kind: 'quick', text: 'the same words again and again' },
          criterion: null,
          evidence: [],
          followUpOn: null,
          actions: [],
        },
      })
    const response = await fetch(`${app.url}/api/trpc/coaching.person`, {
      method: 'POST',
      headers: {
        'x-dure': '1',
        'content-type': 'application/json',
        cookie: lead.cookie(),
        'accept-encoding': 'gzip',
      },
      body: JSON.stringify({ personId: cast.analyst.personId }),
    })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(await response.json()).toMatchObject({ result: { data: { notes: { length: 12 } } } })
  })
})
