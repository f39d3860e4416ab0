import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { CoachingView, NoteView } from '#shared/coaching/views.ts'
import { pendingCommand, screenOf } from '#tests/support/folded.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const lead = { personId: id(1), name: '서연' }
const analyst = { personId: id(2), name: '민지' }
const foldAs = (by: typeof lead) => (view: CoachingView, commands: PendingCommand[]) =>
  screenOf(by).shown('coaching.person', view, commands)
const fold = foldAs(lead)
const empty: CoachingView = { person: analyst, notes: [], before: null, older: null }

const input: SaveNoteInput = {
  noteId: id(10),
  teamId: id(3),
  subjectId: analyst.personId,
  audience: 'person',
  body: { kind: 'quick', text: '미조치 14건을 함께 봤습니다.' },
  criterion: null,
  evidence: [],
  followUpOn: '2026-11-30',
  actions: [
    { actionId: id(20), ownerId: analyst.personId, title: '정책 4.2 다시 읽기', dueOn: '2026-11-27' },
  ],
}

const pending = (name: string, given: unknown, base: number | null = null) =>
  pendingCommand(name, given, { base })
const first = (view: CoachingView): NoteView | undefined => view.notes[0]

test('a note written offline is there at once, by its author, with its open action items', () => {
  const note = first(fold(empty, [pending('coaching.saveNote', input)]))
  expect(note).toMatchObject({ author: lead, subject: analyst, version: 1, acknowledgedAt: null })
  expect(note?.actions).toEqual([
    {
      actionId: id(20),
      noteId: id(10),
      owner: analyst,
      title: '정책 4.2 다시 읽기',
      dueOn: '2026-11-27',
      doneAt: null,
      comments: [],
      version: 1,
    },
  ])
})

test('two edits offline count on from each other, so that the second is based on the first', () => {
  const pendingSave = pending('coaching.saveNote', input)
  const after = first(fold(empty, [pendingSave]))
  const edited: SaveNoteInput = { ...input, body: { kind: 'quick', text: '13건이었습니다.' } }
  const two = pending('coaching.saveNote', edited, after?.version ?? null)
  expect(two.base).toBe(1)
  expect(first(fold(empty, [pendingSave, two]))).toMatchObject({ version: 2, body: edited.body })
})

test('what the server already holds is not applied a second time', () => {
  const commands = [
    pending('coaching.saveNote', input),
    pending('coaching.setActionDone', { noteId: id(10), actionId: id(20), done: true }, 1),
    pending('coaching.reply', { noteId: id(10), replyId: id(30), text: '확인했습니다.' }),
    pending('coaching.followedUp', { noteId: id(10) }),
  ]
  const once = fold(empty, commands)
  expect(fold(once, commands)).toEqual(once)
  expect(first(once)?.replies).toHaveLength(1)
  expect(first(once)?.actions[0]).toMatchObject({ version: 2, doneAt: commands[1]?.claimedAt })
  expect(first(once)?.followedUpAt).toBe(commands[3]?.claimedAt)
})

test('an item that is finished and opened again offline keeps counting', () => {
  const toggle = (done: boolean, base: number) =>
    pending('coaching.setActionDone', { noteId: id(10), actionId: id(20), done }, base)
  const view = fold(empty, [pending('coaching.saveNote', input), toggle(true, 1), toggle(false, 2)])
  expect(first(view)?.actions[0]).toMatchObject({ version: 3, doneAt: null })
})

test('a comment is its writer’s alone, stands beside those of others, and is changed on from itself', () => {
  const comment = (text: string | null, base: number | null) =>
    pending('coaching.commentAction', { noteId: id(10), actionId: id(20), text }, base)
  const commentsOn = (view: CoachingView) =>
    first(view)?.actions[0]?.comments.map(({ author, text, version }) => [author.name, text, version])
  const saved = fold(empty, [pending('coaching.saveNote', input), comment('새 예시로 다시 봤습니다.', null)])
  expect(commentsOn(saved)).toEqual([['서연', '새 예시로 다시 봤습니다.', 1]])
  const both = foldAs(analyst)(saved, [comment('읽었습니다.', null), comment('두 번 읽었습니다.', 1)])
  expect(commentsOn(both)).toEqual([
    ['서연', '새 예시로 다시 봤습니다.', 1],
    ['민지', '두 번 읽었습니다.', 2],
  ])
  // The later version stays where the server has it already.
  expect(foldAs(analyst)(both, [comment('한 번 읽었습니다.', 1)])).toBe(both)
  expect(commentsOn(foldAs(analyst)(both, [comment(null, 2)]))?.at(-1)).toEqual(['민지', null, 3])
})

test('a revision of the words is unread again; one that only the server knows stays as it is', () => {
  const known = first(fold(empty, [pending('coaching.saveNote', input)]))
  if (!known) throw new Error('The note is missing')
  const read: CoachingView = { ...empty, notes: [{ ...known, acknowledgedAt: '2026-11-22T00:00:00Z' }] }
  const worded = { ...input, body: { kind: 'quick', text: '정책 4.3이 바뀌었습니다.' } }
  expect(first(fold(read, [pending('coaching.saveNote', worded, 1)]))?.acknowledgedAt).toBeNull()
  expect(first(fold(read, [pending('coaching.saveNote', input, 1)]))?.acknowledgedAt).not.toBeNull()
  const later: CoachingView = { ...empty, notes: [{ ...known, version: 7 }] }
  expect(fold(later, [pending('coaching.saveNote', input, 1)])).toBe(later)
})

test('an acknowledgement counts for the version that was read, and only for it', () => {
  const own = foldAs(analyst)
  const view = fold(empty, [pending('coaching.saveNote', input)])
  const ack = (noteVersion: number) => pending('coaching.acknowledge', { noteId: id(10), noteVersion })
  expect(first(own(view, [ack(1)]))?.acknowledgedAt).not.toBeNull()
  expect(own(view, [ack(2)])).toBe(view)
})

test('an item left out of a revision is gone unless it is done; its new wording raises its version', () => {
  const saved = fold(empty, [pending('coaching.saveNote', input)])
  const without = { ...input, actions: [] }
  expect(first(fold(saved, [pending('coaching.saveNote', without, 1)]))?.actions).toEqual([])
  const done = pending('coaching.setActionDone', { noteId: id(10), actionId: id(20), done: true }, 1)
  const kept = first(fold(saved, [done, pending('coaching.saveNote', without, 1)]))
  expect(kept?.actions).toHaveLength(1)
  const [item] = input.actions
  if (!item) throw new Error('The item is missing')
  const worded = { ...input, actions: [{ ...item, title: '정책 4.3 다시 읽기' }] }
  expect(first(fold(saved, [pending('coaching.saveNote', worded, 1)]))?.actions[0]?.version).toBe(2)
})

test('another person and another note are left alone', () => {
  const other: CoachingView = {
    person: { personId: id(4), name: '하준' },
    notes: [],
    before: null,
    older: null,
  }
  expect(fold(other, [pending('coaching.saveNote', input)])).toBe(other)
  expect(fold(other, [pending('coaching.reply', { noteId: id(9), replyId: id(8), text: '…' })])).toBe(other)
})

test('a page that is not the first takes no new note; nor does a first one take a revision of what may lie on another', () => {
  const later: CoachingView = { ...empty, before: id(90) }
  expect(fold(later, [pending('coaching.saveNote', input)])).toBe(later)
  const longer: CoachingView = { ...empty, older: id(90) }
  expect(fold(longer, [pending('coaching.saveNote', input, 3)])).toBe(longer)
  expect(first(fold(longer, [pending('coaching.saveNote', input)]))?.noteId).toBe(id(10))
})

test('what is answered to a note stands on its page, whichever that is', () => {
  const saved = fold(empty, [pending('coaching.saveNote', input)])
  const page: CoachingView = { ...saved, before: id(90) }
  const answer = pending('coaching.reply', { noteId: id(10), replyId: id(8), text: '…' })
  expect(first(fold(page, [answer]))?.replies).toHaveLength(1)
})
