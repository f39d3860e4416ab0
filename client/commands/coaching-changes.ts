import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  AcknowledgeInput,
  FollowedUpInput,
  HandOverInput,
  ReplyInput,
  SaveNoteInput,
  SetActionDoneInput,
} from '#shared/coaching/contracts.ts'
import type { CoachingView, HandOverView, NoteReader, NoteView } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

/**
 * What each coaching command does to a person's coaching view. All of them set what the command says and count nothing,
 * so that applying one to a view that already holds it changes nothing.
 */
type Act = Pick<Writing, 'by' | 'at' | 'version'>

function changed(view: CoachingView, noteId: string, change: (note: NoteView) => NoteView): CoachingView {
  const known = view.notes.find((note) => note.noteId === noteId)
  if (!known) return view
  const now = change(known)
  return now === known
    ? view
    : { ...view, notes: view.notes.map((note) => (note.noteId === noteId ? now : note)) }
}

function savedActions(input: SaveNoteInput, before: NoteView | undefined, people: readonly PersonRef[]) {
  const known = new Map(before?.actions.map((item) => [item.actionId, item]))
  const kept = new Set(input.actions.map(({ actionId }) => actionId))
  const finished = before?.actions.filter((item) => item.doneAt !== null && !kept.has(item.actionId)) ?? []
  const saved = input.actions.map(({ actionId, ownerId, title, dueOn }) => {
    const old = known.get(actionId)
    const owner = people.find(({ personId }) => personId === ownerId) ??
      old?.owner ?? { personId: ownerId, name: '' }
    const same =
      old !== undefined && old.title === title && old.dueOn === dueOn && old.owner.personId === owner.personId
    const version = old === undefined ? 1 : old.version + (same ? 0 : 1)
    return { actionId, noteId: input.noteId, owner, title, dueOn, doneAt: old?.doneAt ?? null, version }
  })
  return [...finished, ...saved]
}

/**
 * The note as this command leaves it, the newest at the head; a later version of it stays as it is. A page that is not the
 * first takes no new note, and none that it does not hold takes a revision while there are older ones, where it may lie.
 */
export function withSavedNote(
  view: CoachingView,
  input: SaveNoteInput,
  { by, at, version }: Act,
): CoachingView {
  if (view.person.personId !== input.subjectId) return view
  const before = view.notes.find(({ noteId }) => noteId === input.noteId)
  if (before && before.version > version) return view
  if (!before && (view.before || (view.older && version > 1))) return view
  const { noteId, teamId, audience, body, criterion, evidence, followUpOn } = input
  const note: NoteView = {
    ...{ noteId, teamId, audience, body, criterion, evidence, followUpOn, version },
    readers: withNamed(before?.readers ?? [], audience === 'manager' ? (input.readers ?? []) : [], {
      namedAs: 'manager',
      since: at,
    }),
    author: before?.author ?? by,
    subject: view.person,
    followedUpAt: before?.followUpOn === followUpOn ? before.followedUpAt : null,
    createdAt: before?.createdAt ?? at,
    acknowledgedAt: before?.version === version ? before.acknowledgedAt : null,
    replies: before?.replies ?? [],
    olderReplies: before?.olderReplies ?? null,
    actions: savedActions(input, before, [view.person, by]),
  }
  return before ? changed(view, noteId, () => note) : { ...view, notes: [note, ...view.notes] }
}

/** The readers with these people among them; what they are called is known to who knows the team. */
function withNamed(
  readers: NoteReader[],
  people: readonly string[],
  named: Pick<NoteReader, 'namedAs' | 'since'>,
): NoteReader[] {
  const isNamed = (personId: string) =>
    readers.some((reader) => reader.person.personId === personId && reader.namedAs === named.namedAs)
  const added = people.filter((personId) => !isNamed(personId))
  return added.length === 0
    ? readers
    : [...readers, ...added.map((personId) => ({ person: { personId, name: '' }, ...named }))]
}

export function withHandOver(
  view: CoachingView,
  { noteId, personId }: HandOverInput,
  { at }: Act,
): CoachingView {
  return changed(view, noteId, (note) => {
    const readers = withNamed(note.readers, [personId], { namedAs: 'lead', since: at })
    return readers === note.readers ? note : { ...note, readers }
  })
}

/** The same in the list of what is to be handed over. */
export function withTaker(view: HandOverView, { noteId, personId }: HandOverInput): HandOverView {
  const isTold = view.notes.some(
    (note) => note.noteId === noteId && !note.handedTo.some((taker) => taker.personId === personId),
  )
  if (!isTold) return view
  return {
    ...view,
    notes: view.notes.map((note) =>
      note.noteId === noteId ? { ...note, handedTo: [...note.handedTo, { personId, name: '' }] } : note,
    ),
  }
}

/** Read, in exactly that version. */
export function withAcknowledgement(view: CoachingView, input: AcknowledgeInput, { at }: Act): CoachingView {
  return changed(view, input.noteId, (note) =>
    note.version !== input.noteVersion || note.acknowledgedAt !== null
      ? note
      : { ...note, acknowledgedAt: at },
  )
}

export function withReply(view: CoachingView, input: ReplyInput, { by, at }: Act): CoachingView {
  return changed(view, input.noteId, (note) =>
    note.replies.some(({ replyId }) => replyId === input.replyId)
      ? note
      : {
          ...note,
          replies: [...note.replies, { replyId: input.replyId, author: by, text: input.text, at }],
        },
  )
}

/** A later version of the item stays as it is. */
export function withActionDone(
  view: CoachingView,
  input: SetActionDoneInput,
  { at, version }: Act,
): CoachingView {
  return changed(view, input.noteId, (note) => {
    const item = note.actions.find(({ actionId }) => actionId === input.actionId)
    const same = item && (item.doneAt !== null) === input.done
    if (!item || item.version > version || (same && item.version === version)) return note
    // Finishing what is finished is a change all the same: the server counts it.
    const doneAt = same ? item.doneAt : input.done ? at : null
    const now = { ...item, doneAt, version }
    return { ...note, actions: note.actions.map((action) => (action === item ? now : action)) }
  })
}

export function withFollowUp(view: CoachingView, input: FollowedUpInput, { at }: Act): CoachingView {
  return changed(view, input.noteId, (note) =>
    note.followUpOn === null || note.followedUpAt !== null ? note : { ...note, followedUpAt: at },
  )
}
