import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['coaching']

export const items = ({ head }: Sample): Items<Kinds> => ({
  note_to_read: { ...head, kind: 'note_to_read', noteId: id, recognition: false, addendumId: null },
  note_unread: { ...head, kind: 'note_unread', noteId: id, days: 4 },
  reply: { ...head, kind: 'reply', noteId: id, replyId: id },
  follow_up: { ...head, kind: 'follow_up', noteId: id, dueOn: '2020-01-01' },
  action: {
    ...head,
    kind: 'action',
    noteId: id,
    actionId: id,
    title: 'Read the policy',
    dueOn: '2099-01-01',
    inherited: false,
  },
  handover: { ...head, kind: 'handover', teamId: id, endsOn: '2099-01-01', notes: 3 },
})
export const buttons = ({ head: { person }, reader }: Sample): Buttons<Kinds> => ({
  note_to_read: ['Read', `${paths.note(id)}?of=${reader.personId}`],
  note_unread: ['Open', `${paths.note(id)}?of=${person.personId}`],
  reply: ['Read', paths.note(id)],
  follow_up: ['Done', null],
  action: ['Open', `${paths.note(id)}?of=${person.personId}`],
  handover: ['Open', paths.handover(id)],
})
