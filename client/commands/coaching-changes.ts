import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  AcknowledgeAddendumInput,
  AcknowledgeInput,
  AddAddendumInput,
  CommentActionInput,
  FollowedUpInput,
  HandoverInput,
  ReplyInput,
  SaveNoteInput,
  SetActionDoneInput,
} from '#shared/coaching/contracts.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import type {
  ActionComment,
  ActionView,
  CoachingView,
  HandoverView,
  InheritedView,
  NoteReader,
  NoteView,
} from '#shared/coaching/views.ts'
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
    return {
      actionId,
      noteId: input.noteId,
      owner,
      title,
      dueOn,
      doneAt: old?.doneAt ?? null,
      comments: old?.comments ?? [],
      version,
    }
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
    acknowledgedAt:
      before && (before.version === version || isSame(before.body, body)) ? before.acknowledgedAt : null,
    addenda: before?.addenda ?? [],
    replies: before?.replies ?? [],
    olderReplies: before?.olderReplies ?? null,
    actions: savedActions(input, before, [view.person, by]),
  }
  return before ? changed(view, noteId, () => note) : { ...view, notes: [note, ...view.notes] }
}

/** Returns whether two notes say the same, in whichever order their parts stand. */
function isSame(before: NoteBody, after: NoteBody): boolean {
  const parts = (body: NoteBody) => JSON.stringify(Object.entries(body).sort())
  return parts(before) === parts(after)
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

export function withHandover(
  view: CoachingView,
  { noteId, personId }: HandoverInput,
  { at }: Act,
): CoachingView {
  return changed(view, noteId, (note) => {
    const readers = withNamed(note.readers, [personId], { namedAs: 'lead', since: at })
    return readers === note.readers ? note : { ...note, readers }
  })
}

/** The same in the list of what is to be handed over. */
export function withTaker(view: HandoverView, { noteId, personId }: HandoverInput): HandoverView {
  const isNew = view.notes.some(
    (note) => note.noteId === noteId && !note.takers.some((taker) => taker.personId === personId),
  )
  if (!isNew) return view
  return {
    ...view,
    notes: view.notes.map((note) =>
      note.noteId === noteId ? { ...note, takers: [...note.takers, { personId, name: '' }] } : note,
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

export function withAddendum(
  view: CoachingView,
  { noteId, addendumId, text }: AddAddendumInput,
  { at }: Act,
): CoachingView {
  return changed(view, noteId, (note) =>
    note.addenda.some((addendum) => addendum.addendumId === addendumId)
      ? note
      : { ...note, addenda: [...note.addenda, { addendumId, text, at, acknowledgedAt: null }] },
  )
}

export function withAddendumRead(
  view: CoachingView,
  { noteId, addendumId }: AcknowledgeAddendumInput,
  { at }: Act,
): CoachingView {
  return changed(view, noteId, (note) =>
    note.addenda.some((addendum) => addendum.addendumId === addendumId && addendum.acknowledgedAt === null)
      ? {
          ...note,
          addenda: note.addenda.map((addendum) =>
            addendum.addendumId === addendumId ? { ...addendum, acknowledgedAt: at } : addendum,
          ),
        }
      : note,
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
    const actions = actionsDone(note.actions, input, { at, version })
    return actions === note.actions ? note : { ...note, actions }
  })
}

/** The same in the list of what leads of before agreed. */
export function withInheritedDone(
  view: InheritedView,
  input: SetActionDoneInput,
  { at, version }: Act,
): InheritedView {
  const actions = actionsDone(view.actions, input, { at, version })
  return actions === view.actions ? view : { ...view, actions }
}

function actionsDone<Item extends ActionView>(
  actions: Item[],
  input: SetActionDoneInput,
  { at, version }: Pick<Act, 'at' | 'version'>,
): Item[] {
  const item = actions.find(({ actionId }) => actionId === input.actionId)
  const same = item && (item.doneAt !== null) === input.done
  if (!item || item.version > version || (same && item.version === version)) return actions
  // Finishing what is finished is a change all the same: the server counts it.
  const doneAt = same ? item.doneAt : input.done ? at : null
  return actions.map((action) => (action === item ? { ...item, doneAt, version } : action))
}

/** The writer's comment on an action, at the end; a later version of it stays as it is. */
export function withActionComment(view: CoachingView, input: CommentActionInput, act: Act): CoachingView {
  return changed(view, input.noteId, (note) => {
    const actions = actionsCommented(note.actions, input, act)
    return actions === note.actions ? note : { ...note, actions }
  })
}

/** The same in the list of what leads of before agreed. */
export function withInheritedComment(
  view: InheritedView,
  input: CommentActionInput,
  act: Act,
): InheritedView {
  const actions = actionsCommented(view.actions, input, act)
  return actions === view.actions ? view : { ...view, actions }
}

function actionsCommented<Item extends ActionView>(
  actions: Item[],
  { actionId, text }: CommentActionInput,
  { by, at, version }: Act,
): Item[] {
  const item = actions.find((action) => action.actionId === actionId)
  const before = item?.comments.find(({ author }) => author.personId === by.personId)
  if (!item || (before && before.version >= version)) return actions
  const comment: ActionComment = { author: by, text, at, version }
  const comments = [...item.comments.filter((other) => other !== before), comment]
  return actions.map((action) => (action === item ? { ...item, comments } : action))
}

export function withFollowUp(view: CoachingView, input: FollowedUpInput, { at }: Act): CoachingView {
  return changed(view, input.noteId, (note) =>
    note.followUpOn === null || note.followedUpAt !== null ? note : { ...note, followedUpAt: at },
  )
}
