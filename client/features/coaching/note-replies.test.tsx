import { screen } from '@testing-library/react'
import { createRef } from 'react'
import { describe, expect, test } from 'vitest'
import type { NoteView } from '#shared/coaching/views.ts'
import { enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { repliesBefore } from './data.ts'
import { NoteReplies } from './note-replies.tsx'

const note: NoteView = {
  ...{ noteId: id, teamId, author: lead.person, subject: analyst, audience: 'person', readers: [] },
  ...{ body: { kind: 'quick', text: 'We looked.' }, criterion: null, evidence: [], followUpOn: null },
  ...{
    followedUpAt: null,
    createdAt: '2026-11-20T00:00:00Z',
    acknowledgedAt: null,
    addenda: [],
    replies: [],
  },
  olderReplies: null,
  ...{ actions: [], version: 1 },
}
const draftKey = `reply:${id}`
const showReplies = (drafts = {}) =>
  show(<NoteReplies note={note} box={createRef<HTMLTextAreaElement>()} />, { drafts })

describe('the box for a reply', () => {
  test('begins with its draft, also with that of an older release, and is empty once it is sent', async () => {
    const shown = await showReplies({ [draftKey]: 'Half' })
    expect(await screen.findByDisplayValue('Half')).toBeDefined()
    await enter('Reply', 'Half a reply')
    await press('Send reply', 2)
    expect((await field('Reply')).value).toBe('')
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.reply', input: { noteId: id, text: 'Half a reply' } },
    ])
    expect(await shown.draft(draftKey)).toBeUndefined()
  })

  test('says that it is empty, and that a full phone could not take it, and keeps the words', async () => {
    const shown = await showReplies()
    await press('Send reply')
    expect(screen.getByText('This part is still empty.')).toBeDefined()
    await enter('Reply', 'Whole')
    shown.setFull(true)
    await press('Send reply')
    expect(
      await screen.findByText("This couldn't be kept on the phone. The text is still here."),
    ).toBeDefined()
    expect((await field('Reply')).value).toBe('Whole')
  })
})

test('earlier replies come when they are asked for', async () => {
  const reply = (replyId: string, text: string) => ({
    replyId,
    author: analyst,
    text,
    at: '2026-11-20T00:00:00Z',
  })
  await show(
    <NoteReplies
      note={{ ...note, replies: [reply('r2', 'Newer')], olderReplies: 'r2' }}
      box={createRef<HTMLTextAreaElement>()}
    />,
    {
      read: [[repliesBefore(id, 'r2').queryKey, { replies: [reply('r1', 'Older')], older: null }]],
    },
  )
  expect(screen.queryByText('Older')).toBeNull()
  await press('Earlier replies')
  expect(await screen.findByText('Older')).toBeDefined()
  expect(screen.queryByText('Earlier replies')).toBeNull()
})
