import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show } from '#tests/support/component/show.tsx'
import { SearchPage } from './search-page.tsx'

const field = 'Names, case numbers, words'
const noteId = (n: number) => `018f0000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`
const note = (n: number, text: string, audience: 'me' | 'person' = 'person') => ({
  noteId: noteId(n),
  author: { personId: lead.person.personId, name: 'Lee' },
  subject: analyst,
  audience,
  body: { kind: 'quick', text },
  createdAt: `2026-11-2${n}T00:00:00Z`,
})
const coaching = {
  notes: [1, 2, 3, 4].map((n) => note(n, `혐오 표현 ${n}`)).concat(note(5, '혐오 비밀', 'me')),
  before: null,
}
const read = [
  [trpc.people.me.queryKey(), lead],
  [
    trpc.audits.names.queryKey(),
    [{ kind: 'policy', code: 'quoted-slurs', nameKo: '인용 비속어', nameEn: 'Quoted slurs' }],
  ],
  [trpc.coaching.person.queryKey({ personId: analyst.personId }), coaching],
] as const

const offline = { online: false, state: 'sent', n: 0 } as const

describe('without a network', () => {
  beforeEach(async () => {
    await show(
      <WorkStatusContext value={offline}>
        <SearchPage />
      </WorkStatusContext>,
      { read },
    )
  })

  test('the field has the focus, and says what can be found', () => {
    expect(document.activeElement).toBe(screen.getByLabelText(field))
    expect(screen.getByText(/Finds people, cases, notes, escalations, policies and precedents/)).toBeTruthy()
  })

  test('notes are found by initials: three, then all, and it says where', async () => {
    await enter(field, 'ㅎㅇ')
    const heading = await screen.findByRole('heading', { name: 'Notes' })
    const group = within(heading.closest('section') ?? document.body)
    expect(screen.getByText(/Found on this phone/)).toBeTruthy()
    expect(group.getAllByRole('link')).toHaveLength(3)
    await press('Show all 5')
    const links = group.getAllByRole('link')
    expect(links).toHaveLength(5)
    expect(links[1]?.getAttribute('href')).toBe(`/notes/${noteId(4)}?of=${analyst.personId}`)
    expect(document.querySelector('mark')?.textContent).toBe('혐오')
    // A note for its author alone is found, and stays veiled.
    expect(screen.queryByText(/비밀/)).toBeNull()
  })

  test('people are found by a part of their name, and open their page', async () => {
    await enter(field, 'an')
    expect(await screen.findByRole('heading', { name: 'People' })).toBeTruthy()
    const link = screen.getByRole('link')
    expect(link.textContent).toBe('Ana')
    expect(link.getAttribute('href')).toBe(`/people/${analyst.personId}`)
  })

  test('policies are found by their name in either language, and open their page', async () => {
    await enter(field, '비속어')
    const heading = await screen.findByRole('heading', { name: 'Policies' })
    const link = within(heading.closest('section') ?? document.body).getByRole('link')
    expect(link.textContent).toBe('Quoted slurs인용 비속어')
    expect(link.getAttribute('href')).toBe('/policies/quoted-slurs')
  })

  test('what is on no copy is said to be found nowhere', async () => {
    await enter(field, '뷁')
    expect(await screen.findByText('Nothing with “뷁”.')).toBeTruthy()
  })
})

test('a server that does not answer leaves what the phone found, and is asked again', async () => {
  cleanup()
  const { queries } = await show(<SearchPage />, { read })
  await enter(field, '혐오')
  expect(await screen.findByRole('heading', { name: 'Notes' })).toBeTruthy()
  await waitFor(() => expect(screen.getByText(/The server did not answer/)).toBeTruthy(), { timeout: 5000 })
  expect(screen.queryAllByRole('link').length).toBeGreaterThan(0)
  expect(queries.getQueryData([['search', 'typed']])).toBe('혐오')
})
