import { screen } from '@testing-library/react'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { copyEnd } from '#shared/administration/copy-views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { MyDataPage } from './my-data-page.tsx'

const whole = `{"format":"dure-person-copy","tables":{},${copyEnd}`
const fetched = vi.fn<typeof fetch>()
const saved: string[] = []

beforeEach(() => {
  fetched.mockReset()
  saved.length = 0
  vi.stubGlobal('fetch', fetched)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
})
afterEach(() => vi.restoreAllMocks())

const answer = (body: string, status = 200) => fetched.mockResolvedValueOnce(new Response(body, { status }))
const refusal = (code: string, details: object, status: number) =>
  answer(JSON.stringify({ error: { code, details } }), status)
async function ask() {
  await enter('Present password', 'my password')
  await press('Download')
}

describe('My data', () => {
  test('asks for the password before anything is fetched', async () => {
    await show(<MyDataPage />)
    await press('Download')
    expect(screen.getByText('Enter your present password.')).toBeTruthy()
    expect(fetched).not.toHaveBeenCalled()
  })

  test('saves a whole file, asked for in the reader’s name', async () => {
    await show(<MyDataPage />)
    answer(whole)
    await ask()
    expect(await screen.findAllByText('Your file has been downloaded')).not.toEqual([])
    expect(saved).toEqual(['Dure my data.json'])
    const [address, { body, headers } = {}] = fetched.mock.calls[0] ?? []
    expect(address).toBe('/api/my-data')
    expect(body).toBe(JSON.stringify({ current: 'my password' }))
    expect(headers).toMatchObject({ 'x-dure': '1', 'x-dure-person': lead.person.personId })
  })

  test('saves tables where they are chosen: a CSV for each that has rows', async () => {
    await show(<MyDataPage />)
    const rows = [{ text: '=1+1, "quoted"', nested: { a: 1 }, empty: null }]
    const tables = {
      note: { feature: 'coaching', contents: 'notes', rows },
      change: { feature: 'people', contents: 'nothing', rows: [] },
    }
    answer(`${JSON.stringify({ tables, names: [{ id: 'x', name: '한예린' }] }).slice(0, -1)},${copyEnd}`)
    const made = vi.spyOn(URL, 'createObjectURL')
    await press('Tables (CSV in a zip)', 1, 'radio')
    await ask()
    expect(await screen.findAllByText('Your file has been downloaded')).not.toEqual([])
    expect(saved).toEqual(['Dure my data.zip'])
    const [zip] = made.mock.calls[0] ?? []
    const files = unzipSync(new Uint8Array(await (zip as Blob).arrayBuffer()))
    expect(Object.keys(files)).toEqual(['contents.csv', 'names.csv', 'note.csv'])
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    expect(text('contents.csv')).toContain('change,people,nothing,0')
    expect(text('names.csv')).toContain('한예린')
    // A spreadsheet calculates nothing of what somebody wrote.
    expect(text('note.csv')).toContain(`"'=1+1, ""quoted""","{""a"":1}",`)
  })

  test('saves nothing of a file that broke off', async () => {
    await show(<MyDataPage />)
    answer(whole.slice(0, -4))
    await ask()
    expect(await screen.findByText('The file broke off on its way. Nothing was saved.')).toBeTruthy()
    expect(saved).toEqual([])
  })

  test.each([
    ['INVALID', { field: 'current', reason: 'wrong_password' }, 400, 'This is not your present password.'],
    ['TOO_MANY_REQUESTS', { retryAfter: 90 }, 429, /90/],
    ['UNAVAILABLE', {}, 503, "The server can't be reached right now."],
  ])('says what was refused: %s', async (code, details, status, text) => {
    await show(<MyDataPage />)
    refusal(code, details, status)
    await ask()
    expect(await screen.findByText(text)).toBeTruthy()
    expect(saved).toEqual([])
  })

  test('says that it needs a connection where the answer is nobody’s or none comes', async () => {
    await show(<MyDataPage />)
    answer('<html>', 502)
    await ask()
    expect(await screen.findByText('Downloading your data needs a connection.')).toBeTruthy()
    fetched.mockRejectedValueOnce(new TypeError('no network'))
    await press('Download')
    expect(await screen.findByText('Downloading your data needs a connection.')).toBeTruthy()
    expect(saved).toEqual([])
  })
})
