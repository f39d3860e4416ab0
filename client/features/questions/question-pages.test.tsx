import { act, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, test } from 'vitest'
import { questionsOnPhone } from '#client/commands/questions.ts'
import { paths } from '#client/commands/questions-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { park } from '#client/offline/outbox/delivery.ts'
import type { Me } from '#shared/people/views.ts'
import type { PolicyUpdate } from '#shared/policies/update-views.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import type { PrecedentView, QuestionsView, QuestionView } from '#shared/questions/views.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { AskPage } from './ask-page.tsx'
import { PrecedentPage } from './precedent-page.tsx'
import { PrecedentsPage } from './precedents-page.tsx'
import { QuestionPage } from './question-page.tsx'
import { QuestionsPage } from './questions-page.tsx'

const idOf = (number: number) => `${id.slice(0, -2)}${String(number).padStart(2, '0')}`
const peer = { personId: idOf(71), name: 'Pat' }
const hate: PolicyView = {
  ...{ code: 'hate-speech', parent: null },
  versions: [
    {
      ...{ versionId: idOf(2), label: '2026.2', effectiveFrom: '2026-02-01', changedKo: null },
      ...{ changedEn: null, version: 1 },
    },
    {
      ...{ versionId: idOf(1), label: '2026.1', effectiveFrom: '2026-01-01', changedKo: null },
      ...{ changedEn: null, version: 1 },
    },
  ],
  clauses: [
    {
      ...{ clauseId: idOf(11), number: '4.1', titleKo: '비하', titleEn: 'Degrading', introducedIn: idOf(1) },
      ...{ retiredIn: idOf(2), version: 1 },
    },
    {
      ...{ clauseId: idOf(12), number: '4.2', titleKo: '인용', titleEn: 'Quotes', introducedIn: idOf(1) },
      ...{ retiredIn: null, version: 1 },
    },
  ],
}
const question = (changes: Partial<QuestionView> = {}): QuestionView => ({
  ...{ questionId: id, teamId, asker: analyst, addressee: null, policy: 'hate-speech', clauseId: idOf(12) },
  ...{ versionId: idOf(2), caseRef: 'C-17', text: 'Is a quote hate speech?', onHold: true, status: 'open' },
  ...{ askedAt: '2026-11-30T00:00:00Z', dueAt: '2026-11-30T02:00:00Z', answeredAt: null, entries: [] },
  precedentId: null,
  ...changes,
})
const answered = question({
  status: 'answered',
  answeredAt: '2026-11-30T01:00:00Z',
  entries: [
    {
      ...{ entryId: idOf(31), author: lead.person, isAnswer: true, text: 'Ana, C-17 is a quote: it stays.' },
      addedAt: '2026-11-30T01:00:00Z',
    },
  ],
})
const holding = (...questions: QuestionView[]) =>
  [
    [
      trpc.questions.list.queryKey(),
      { questions, colleagues: [{ teamId, person: peer }] } satisfies QuestionsView,
    ],
    [trpc.policies.all.queryKey(), [hate]],
  ] as const
const asAnalyst: Me = {
  ...lead,
  person: { ...lead.person, ...analyst },
  roles: [{ role: 'analyst', teamId, function: null }],
  teams: lead.teams.map((team) => ({ ...team, standing: 'member', people: [] })),
}
const start = { address: paths.question(id), path: paths.question(':questionId') }

describe('asking', () => {
  const opened = { address: paths.ask({ policy: 'hate-speech' }), path: paths.ask() }

  test('is on the phone before the server knows of it, with the clause, whom it asks, and the case on hold', async () => {
    const shown = await show(<AskPage />, { me: asAnalyst, at: opened, read: holding() })
    expect(await screen.findByText(/Asking counts for you, never against you/)).toBeDefined()
    expect([...(await field('Clause')).querySelectorAll('option')].map(({ text }) => text)).toEqual([
      'The policy as a whole',
      '4.2 Quotes',
    ])
    await enter('Clause', idOf(12))
    await enter('Whom you ask', peer.personId)
    expect(screen.getByText(/Read by the two of you/)).toBeDefined()
    await enter(/^Case number/, 'C-17')
    await choose('Hold the case and ask')
    await enter('Question', 'Is a quote hate speech?')
    await press('Hold and ask')
    const [sent] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'questions.ask',
      input: {
        ...{ teamId, addresseeId: peer.personId, policy: 'hate-speech', clauseId: idOf(12) },
        ...{ caseRef: 'C-17', text: 'Is a quote hate speech?', onHold: true },
      },
    })
  })

  test('says at its field what is missing', async () => {
    const shown = await show(<AskPage />, {
      ...{ me: asAnalyst, at: { address: paths.ask(), path: paths.ask() }, read: holding() },
    })
    await press('Ask')
    expect(await screen.findByText('Choose a policy.')).toBeDefined()
    expect(screen.getByText('Write what it is about.')).toBeDefined()
    expect(await shown.sent()).toEqual([])
  })

  test('about an update names its version and goes on with the words that it was marked with before', async () => {
    const mark = { mark: 'question' as const, text: 'Are songs meant?', flagged: false, questionId: null }
    const update: PolicyUpdate = {
      ...{ versionId: idOf(1), policy: 'hate-speech', label: '2026.1', effectiveFrom: '2026-01-01', teamId },
      mark: { ...mark, at: '2026-11-30T00:00:00Z' },
    }
    const address = paths.ask({ policy: 'hate-speech', version: idOf(1), team: teamId })
    const shown = await show(<AskPage />, {
      ...{ me: asAnalyst, at: { address, path: paths.ask() } },
      read: [...holding(), [trpc.policies.updates.queryKey(), [update]]],
    })
    expect(await screen.findByText(/About version 2026\.1/)).toBeDefined()
    expect([...(await field('Clause')).querySelectorAll('option')].map(({ text }) => text)).toContain(
      '4.1 Degrading',
    )
    await press('Ask')
    const [sent] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'questions.ask',
      input: { policy: 'hate-speech', text: 'Are songs meant?', versionId: idOf(1) },
    })
  })

  test('is of analysts', async () => {
    await show(<AskPage />, { at: opened, read: holding() })
    expect(await screen.findByText('Analysts ask in their own team.')).toBeDefined()
  })
})

describe('a question', () => {
  test('shows whoever is to answer its clock, and not the asker that it is over', async () => {
    await show(<QuestionPage />, { at: start, read: holding(question()) })
    expect((await screen.findAllByText(/over/i)).length).toBeGreaterThan(0)
    expect(screen.getByRole('button', { name: 'Answer' })).toBeDefined()
  })

  test('of one’s own says neither that it is late nor whose turn it is', async () => {
    await show(<QuestionPage />, { me: asAnalyst, at: start, read: holding(question()) })
    expect(await screen.findByText('Is a quote hate speech?')).toBeDefined()
    expect(screen.queryByText(/over|due/i)).toBeNull()
    expect(screen.getByText(/Asking counts for you/)).toBeDefined()
  })

  test('is answered on the phone', async () => {
    const shown = await show(<QuestionPage />, { at: start, read: holding(question()) })
    await press('Answer')
    await enter('Your answer', 'It is not.')
    await press('Send the answer')
    expect(await screen.findByText('It is not.')).toBeDefined()
    expect(await shown.sent()).toMatchObject([
      { name: 'questions.answer', input: { questionId: id, text: 'It is not.', seenEntryId: null } },
    ])
  })

  test('that was answered is settled or asked again by its asker', async () => {
    const shown = await show(<QuestionPage />, { me: asAnalyst, at: start, read: holding(answered) })
    await press('Ask again')
    await enter('Question', 'And satire?')
    await press('Ask')
    expect(await screen.findByText('And satire?')).toBeDefined()
    expect(await shown.sent()).toMatchObject([{ name: 'questions.askAgain', input: { text: 'And satire?' } }])
  })

  test('is kept as a precedent in one tap, without the asker and the case', async () => {
    const shown = await show(<QuestionPage />, { at: start, read: holding(answered) })
    await press('Keep as precedent')
    expect(await shown.sent()).toMatchObject([
      {
        name: 'questions.keep',
        input: { questionId: id, textKo: null, textEn: '… is a quote: it stays.' },
      },
    ])
    expect(screen.getAllByText(/Everybody of the organisation reads it/).length).toBeGreaterThan(0)
    await press('Undo')
    expect(await shown.sent()).toEqual([])
  })

  test('is kept in other words and in both languages, once there are any', async () => {
    const shown = await show(<QuestionPage />, { at: start, read: holding(answered) })
    await press('More')
    await press('Edit and keep', 1, 'menuitem')
    const dialog = within(await screen.findByRole('dialog'))
    await enter(/^In English/, '')
    dialog.getByRole('button', { name: 'Keep as precedent' }).click()
    expect(await screen.findByText('Write it in one language at least.')).toBeDefined()
    await enter(/^In Korean/, '인용은 그대로 둡니다.')
    dialog.getByRole('button', { name: 'Keep as precedent' }).click()
    await screen.findAllByText('Kept as precedent')
    expect(await shown.sent()).toMatchObject([
      { name: 'questions.keep', input: { textKo: '인용은 그대로 둡니다.', textEn: null } },
    ])
  })
})

describe('words that were refused', () => {
  const settled = { ...answered, status: 'settled' as const }

  test.each([
    ['Answer', 'Your answer', 'Send the answer', lead, question(), 'questions.answer'],
    ['Ask again', 'Question', 'Ask', asAnalyst, answered, 'questions.askAgain'],
  ])('by “%s” stay on the page, to be sent again or thrown away', async (open, label, send, me, found, name) => {
    const shown = await show(<QuestionPage />, { me, at: start, read: holding(found) })
    await press(open)
    await enter(label, 'My words')
    await press(send)
    await shown.sent()
    const [command] = shown.pending.getSnapshot()
    await act(async () => {
      await park(shown.outbox, command?.commandId ?? '', { code: 'CONFLICT', details: {} })
      await shown.pending.refresh()
      shown.queries.setQueryData(trpc.questions.list.queryKey(), { questions: [settled], colleagues: [] })
    })
    expect(await screen.findByText('Your words were not taken. They are still here.')).toBeDefined()
    expect(screen.getByText('My words')).toBeDefined()
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull()
    await press('Edit and send again')
    expect((await field(label)).value).toBe('My words')
    await enter(label, 'Other words')
    await press(send)
    expect(await shown.sent()).toMatchObject([{ name, input: { text: 'Other words' } }])
  })
})

test('an answer says how far its writer had read; refused for what came after, it is sent again on top of that', async () => {
  const again = {
    ...{ entryId: idOf(32), author: analyst, isAnswer: false, text: 'And a song?' },
    addedAt: '2026-11-30T02:00:00Z',
  }
  const shown = await show(<QuestionPage />, { at: start, read: holding(question()) })
  await press('Answer')
  await enter('Your answer', 'It is not.')
  await press('Send the answer')
  await shown.sent()
  const [command] = shown.pending.getSnapshot()
  await act(async () => {
    await park(shown.outbox, command?.commandId ?? '', {
      ...{ code: 'CONFLICT', details: { reason: 'entry_newer' } },
    })
    await shown.pending.refresh()
    shown.queries.setQueryData(trpc.questions.list.queryKey(), {
      ...{ questions: [question({ entries: [again] })], colleagues: [] },
    })
  })
  expect(await screen.findByText(/Something was added to the question/)).toBeDefined()
  expect(screen.getByText('And a song?')).toBeDefined()
  await press('Edit and send again')
  await press('Send the answer')
  expect(await shown.sent()).toMatchObject([{ input: { text: 'It is not.', seenEntryId: again.entryId } }])
})

test('a question that no lead could take is put right at whom it goes to', async () => {
  function Opening() {
    const [isOpen, setOpen] = useState(false)
    return isOpen ? (
      <AskPage />
    ) : (
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
    )
  }
  const questionId = idOf(90)
  const shown = await show(<Opening />, {
    ...{ me: asAnalyst, at: { address: paths.ask({ question: questionId }), path: paths.ask() } },
    read: holding(),
  })
  const input = {
    ...{ questionId, teamId, addresseeId: null, policy: 'hate-speech', clauseId: null },
    ...{ caseRef: null, text: 'Is a song hate speech?', onHold: false },
  }
  await act(async () => {
    const { commandId } = await enqueueCommand(shown.outbox, questionsOnPhone.ask.contract, {
      ...{ input, base: null },
    })
    await park(shown.outbox, commandId, {
      ...{ code: 'INVALID', details: { field: 'addresseeId', reason: 'no_lead' } },
    })
    await shown.pending.refresh()
  })
  await press('Open')
  expect(await screen.findByText('Nobody leads the team today. Choose a colleague.')).toBeDefined()
  expect((await field('Question')).value).toBe('Is a song hate speech?')
})

describe('whoever was asked and left the team', () => {
  const gone = { personId: idOf(72), name: 'Gone' }

  test('is named to the asker, who settles the question and adds nothing', async () => {
    const shown = await show(<QuestionPage />, {
      ...{ me: asAnalyst, at: start, read: holding(question({ addressee: gone })) },
    })
    expect(
      await screen.findByText('Gone is not in the team any more. Settle it and ask the lead.'),
    ).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Add to the question' })).toBeNull()
    await press('Settled without an answer')
    expect(await shown.sent()).toMatchObject([{ name: 'questions.settle', input: { questionId: id } }])
  })

  test('is not named while they are there', async () => {
    await show(<QuestionPage />, {
      ...{ me: asAnalyst, at: start, read: holding(question({ addressee: peer })) },
    })
    expect(await screen.findByRole('button', { name: 'Add to the question' })).toBeDefined()
    expect(screen.queryByText(/not in the team any more/)).toBeNull()
  })
})

test('the list has what is to be answered first, and says of nobody how much they asked', async () => {
  await show(<QuestionsPage />, {
    read: holding(question(), { ...answered, questionId: idOf(41), text: 'Another' }),
  })
  expect((await screen.findByRole('heading', { name: 'To answer' })).textContent).toBe('To answer')
  expect(rowGroup('To answer').textContent).toContain('Is a quote hate speech?')
  expect(rowGroup('Others in the team').textContent).toContain('Another')
  expect(screen.queryByText(/\d+ questions/)).toBeNull()
})

describe('precedents', () => {
  const precedent = (number: number, changes: Partial<PrecedentView> = {}): PrecedentView => ({
    ...{ holdsFrom: null, escalationId: null },
    ...{ precedentId: idOf(50 + number), policy: 'hate-speech', clauseId: idOf(12), versionId: idOf(2) },
    ...{ textKo: '인용은 그대로 둡니다.', textEn: 'A quote stays.', keptAt: '2026-11-30T01:00:00Z' },
    ...changes,
  })
  const all = [
    precedent(1),
    precedent(2, { clauseId: idOf(11), versionId: idOf(1), textKo: null, textEn: 'Degrading goes.' }),
    precedent(3, { policy: 'spam', clauseId: null, textKo: '반복입니다.', textEn: null }),
  ]
  const read = [...holding(), [trpc.questions.precedents.queryKey(), all]] as const

  test('are narrowed by initial consonants, in the language that the reader does not see', async () => {
    await show(<PrecedentsPage />, { read })
    expect((await screen.findAllByRole('link')).filter((link) => link.closest('.row'))).toHaveLength(3)
    await enter('Words, policies, clauses', 'ㅇㅇ')
    expect(screen.getByText('A quote stays.')).toBeDefined()
    expect(screen.queryByText('반복입니다.')).toBeNull()
    await enter('Words, policies, clauses', '뷁')
    expect(screen.getByText('No precedent has this in it.')).toBeDefined()
  })

  test('of one policy stand on a page of theirs, and one whose clause changed is marked', async () => {
    await show(<PrecedentsPage />, {
      at: { address: paths.precedents('hate-speech'), path: paths.precedents() },
      read,
    })
    expect(await screen.findByText(/superseded by 2026.2/)).toBeDefined()
    expect(screen.queryByText('반복입니다.')).toBeNull()
  })

  test('one shows both languages, the version that it was kept under, and whether it holds', async () => {
    await show(<PrecedentPage />, {
      at: { address: paths.precedent(idOf(52)), path: paths.precedent(':precedentId') },
      read,
    })
    expect(await screen.findByText('Degrading goes.')).toBeDefined()
    expect(screen.getByText(/under version 2026.1/)).toBeDefined()
    expect(screen.getByText(/Version 2026.2 changed this clause/)).toBeDefined()
  })

  test('one that this phone does not have says so', async () => {
    await show(<PrecedentPage />, {
      at: { address: paths.precedent(idOf(99)), path: paths.precedent(':precedentId') },
      read,
    })
    expect(await screen.findByText(/not on this phone yet/)).toBeDefined()
  })
})
