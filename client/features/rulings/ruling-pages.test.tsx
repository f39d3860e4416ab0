import { act, screen, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/commands/rulings-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Me } from '#shared/people/views.ts'
import type { PreviewView, WriteUpView } from '#shared/rulings/views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { RulingPage } from './ruling-page.tsx'
import { WriteUpEditorPage } from './write-up-editor.tsx'
import { WriteUpPage } from './write-up-page.tsx'

const entryId = `${id.slice(0, -2)}21`
const writeUp = (changes: Partial<WriteUpView> = {}): WriteUpView => ({
  ...{ escalationId: id, teamId, policy: 'spam', clauseId: null, versionId: null },
  ...{ textKo: null, textEn: 'Unclear.', writtenAt: '2026-11-30T00:00:00Z' },
  counts: { dispute: 1, split: 0, unclear_policy: 0, question: 0, escalation: 0 },
  ...{ from: '2026-11-20T00:00:00Z', to: '2026-11-20T00:00:00Z', entryIds: [entryId] },
  cases: [
    {
      ...{ entryId, causes: ['dispute'], caseRef: 'C-17', decidedOn: '2026-11-19', decision: 'keep' },
      ...{ verified: 'remove', auditId: null, reviewId: null },
    },
  ],
  ...{ rules: true, closed: false, ruling: null },
  ...changes,
})
const preview: PreviewView = {
  ...{ seen: 'a', verifications: 0, reviews: 0, cases: [] },
}
const partner: Me = {
  ...lead,
  roles: [{ role: 'partner', teamId: null, function: 'policy' }],
  teams: [],
}
const analystHere: Me = { ...lead, roles: [{ role: 'analyst', teamId, function: null }] }
const holding = (...all: WriteUpView[]) =>
  [
    [trpc.rulings.list.queryKey(), all],
    [trpc.policies.all.queryKey(), []],
  ] as const
const previewKey = trpc.rulings.preview.queryKey({
  ...{ escalationId: id, holdsFrom: '2026-11-19', changes: [] },
})
const previewed = (...all: WriteUpView[]) => [...holding(...all), [previewKey, preview] as const]
const offline = (page: ReactNode) => (
  <WorkStatusContext value={{ online: false, state: 'sent', n: 0 }}>{page}</WorkStatusContext>
)
const atWriteUp = { address: paths.writeUp(id), path: paths.writeUp(':escalationId') }
const atRuling = { address: paths.rule(id), path: paths.rule(':escalationId') }
const atEditor = { address: `${paths.newWriteUp(teamId)}?policy=spam`, path: paths.newWriteUp(':teamId') }
const gone = 'This write-up is not there, or not for you to see.'

describe('a write-up', () => {
  test('says offline that a ruling needs the network, and shows what was read', async () => {
    await show(offline(<WriteUpPage />), { me: partner, at: atWriteUp, read: holding(writeUp()) })
    expect(await screen.findByText('Unclear.')).toBeDefined()
    expect(screen.getByText('Korean is missing.')).toBeDefined()
    expect(screen.getByText(/worked out online only/)).toBeDefined()
    expect(screen.queryByRole('link', { name: 'Rule' })).toBeNull()
  })

  test('leads to the ruling who may give it, and nobody else', async () => {
    const shown = await show(<WriteUpPage />, { me: partner, at: atWriteUp, read: holding(writeUp()) })
    expect(await screen.findByRole('link', { name: 'Rule' })).toBeDefined()
    await act(async () => {
      shown.queries.setQueryData(trpc.rulings.list.queryKey(), [writeUp({ rules: false })])
    })
    expect(await screen.findByText(/Acknowledge the escalation first/)).toBeDefined()
    expect(screen.queryByRole('link', { name: 'Rule' })).toBeNull()
  })

  test('that was closed without a ruling says so, and offers none', async () => {
    const closed = writeUp({ rules: false, closed: true })
    await show(<WriteUpPage />, { me: partner, at: atWriteUp, read: holding(closed) })
    expect(await screen.findByText(/closed without a ruling/)).toBeDefined()
    expect(screen.queryByText(/Acknowledge the escalation first/)).toBeNull()
    expect(screen.queryByRole('link', { name: 'Rule' })).toBeNull()
  })

  test('that is not the reader’s says so', async () => {
    await show(<WriteUpPage />, { me: analystHere, at: atWriteUp, read: holding() })
    expect(await screen.findByText(gone)).toBeDefined()
  })

  test('that the phone never read says offline that it needs the network', async () => {
    await show(offline(<WriteUpPage />), { me: partner, at: atWriteUp })
    expect(await screen.findByText(/opens once there is a connection/)).toBeDefined()
  })

  test.each([
    ['write-up', <WriteUpPage key="write-up" />, atWriteUp],
    ['ruling', <RulingPage key="ruling" />, atRuling],
  ])('that could not be read lets the reader of its %s try again', async (_, page, place) => {
    await show(page, { me: partner, at: place })
    expect(await screen.findByRole('button', { name: 'Try again' }, { timeout: 15_000 })).toBeDefined()
  })
})

describe('a ruling', () => {
  test('is not asked for offline', async () => {
    await show(offline(<RulingPage />), { me: partner, at: atRuling, read: holding(writeUp()) })
    expect(await screen.findByText(/worked out online only/)).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Apply' }).disabled).toBe(true)
  })

  test('is given by who has the escalation, once', async () => {
    const first = await show(<RulingPage />, {
      ...{ me: partner, at: atRuling, read: holding(writeUp({ rules: false })) },
    })
    expect(await screen.findByText(/Acknowledge the escalation first/)).toBeDefined()
    const ruling = {
      ...{ precedentId: entryId, ruledAt: '2026-11-30T02:00:00Z', verifications: 1, reviews: 0 },
    }
    await act(async () => {
      first.queries.setQueryData(trpc.rulings.list.queryKey(), [writeUp({ ruling })])
    })
    expect(await screen.findByText('It was ruled on already.')).toBeDefined()
  })

  test.each([
    [
      'was ruled on meanwhile',
      { ruling: { precedentId: entryId, ruledAt: '2026-11-30T02:00:00Z', verifications: 0, reviews: 0 } },
      /ruled on already/,
    ],
    ['was closed meanwhile', { rules: false, closed: true }, /closed without a ruling/],
  ])('on what %s leaves its words to be copied', async (_, changes, text) => {
    const shown = await show(<RulingPage />, { me: partner, at: atRuling, read: previewed(writeUp()) })
    await enter('In English', 'It is allowed.')
    await act(async () => {
      shown.queries.setQueryData(trpc.rulings.list.queryKey(), [writeUp(changes)])
    })
    expect(await screen.findByText(text)).toBeDefined()
    expect(screen.getByText('It is allowed.')).toBeDefined()
  })

  test('of somebody else’s write-up is not there', async () => {
    await show(<RulingPage />, { me: analystHere, at: atRuling, read: holding() })
    expect(await screen.findByText(gone)).toBeDefined()
  })

  test.each([
    ['ruling_moved', /changed meanwhile. Look at it again/],
    ['network', /was not taken. Try again/],
  ])('that fails with %s keeps its words', async (reason, text) => {
    const code = reason === 'network' ? 'UNAVAILABLE' : 'CONFLICT'
    await show(<RulingPage />, {
      ...{ me: partner, at: atRuling, read: previewed(writeUp()) },
      send: () => Promise.reject(new AppError(code, { reason })),
    })
    await enter('In English', 'It is allowed.')
    const page = await screen.findByRole<HTMLButtonElement>('button', { name: 'Apply' })
    await expect.poll(() => page.disabled).toBe(false)
    await press('Apply')
    const dialog = await screen.findByRole('dialog')
    await act(async () => within(dialog).getByRole('button', { name: 'Apply' }).click())
    expect(await screen.findByText(text)).toBeDefined()
    expect(screen.getByDisplayValue('It is allowed.')).toBeDefined()
  })
})

describe('writing up', () => {
  test('is of who leads the team', async () => {
    await show(<WriteUpEditorPage />, { me: analystHere, at: atEditor })
    expect(await screen.findByText(gone)).toBeDefined()
  })

  test('says at the field what is missing, and is on the phone without a network', async () => {
    const shown = await show(offline(<WriteUpEditorPage />), { at: atEditor, read: holding() })
    await press('Send to Policy')
    expect(await screen.findByText('Write it in one language at least.')).toBeDefined()
    expect(await shown.sent()).toEqual([])
    await enter('In English', 'Unclear.')
    await press('Send to Policy')
    expect(await shown.sent()).toMatchObject([
      { name: 'rulings.writeUp', input: { teamId, policy: 'spam', textKo: null, textEn: 'Unclear.' } },
    ])
  })

  test('that the phone has no room for says so, with its words', async () => {
    const shown = await show(<WriteUpEditorPage />, { at: atEditor, read: holding() })
    await enter('In English', 'Unclear.')
    shown.setFull(true)
    await press('Send to Policy')
    expect(await screen.findByText('It could not be kept on this phone. Try again.')).toBeDefined()
    expect(screen.getByDisplayValue('Unclear.')).toBeDefined()
  })
})
