import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { park } from '#client/offline/outbox/delivery.ts'
import { press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { UnsentPage } from './unsent-page.tsx'

const actionId = id.replace(/1$/, '5')

/** A comment on an action that its writer may see no more. */
async function refusedComment(text: string | null) {
  const shown = await show(<UnsentPage />)
  await act(async () => {
    const { commandId } = await enqueueCommand(shown.outbox, coachingOnPhone.commentAction.contract, {
      ...{ input: { noteId: id, actionId, text }, base: null },
    })
    await park(shown.outbox, commandId, { code: 'NOT_FOUND', details: {} })
    await shown.pending.refresh()
  })
  await screen.findByText('Comment on an action item')
}

test('what was refused shows the words that its writer wrote, to be copied', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
  await refusedComment('Done, with two new cases.')
  expect(screen.getByText('Done, with two new cases.')).toBeDefined()
  await press('Copy the text')
  expect(writeText).toHaveBeenCalledWith('Done, with two new cases.')
  expect((await screen.findAllByText('The text is copied.')).length).toBeGreaterThan(0)
  vi.unstubAllGlobals()
})

test('says where it could not be copied, and offers no copy where there are no words', async () => {
  vi.stubGlobal('navigator', { ...navigator, clipboard: undefined })
  await refusedComment('Done')
  await press('Copy the text')
  expect(
    (await screen.findAllByText('It could not be copied. Select the text instead.')).length,
  ).toBeGreaterThan(0)
  vi.unstubAllGlobals()
})

test('offers no copy where no words were written', async () => {
  await refusedComment(null)
  expect(screen.queryByRole('button', { name: 'Copy the text' })).toBeNull()
})
