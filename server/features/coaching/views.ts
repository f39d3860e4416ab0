import { type AnswersOf, answer, answerAbout, answerLogged } from '#server/core/answer.ts'
import type { NotifiedSource } from '#server/core/notified.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { pageOf } from '#server/db/keyset.ts'
import { logShown, openRecord } from '#server/features/people/facade.ts'
import { coachingNotifications } from '#shared/coaching/notification-kinds.ts'
import type { PersonInput, RepliesInput } from '#shared/coaching/queries.ts'
import { coachingQueries } from '#shared/coaching/queries.ts'
import type { CoachingView, NoteRevision, NoteView, RepliesView } from '#shared/coaching/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { readNamed, readToHandover } from './handover-views.ts'
import { readInherited } from './inherited-views.ts'
import { notifiedNotes } from './notified-queries.ts'
import {
  type NoteRow,
  noteFacts,
  notesAbout,
  notesWaiting,
  onNotes,
  pageSize,
  personCard,
  revisionsOf,
} from './queries.ts'
import { repliesBefore, repliesSize } from './reply-queries.ts'
import { replyPage } from './reply-rules.ts'
import { factsOf, factsOfRow } from './rules.ts'

/** Returns what is shared with the reader of what was written about them. */
export async function ownCoaching({ db, actor }: Scope, { before }: PersonInput): Promise<CoachingView> {
  const card = await personCard(db, actor.person)
  if (!card) throw new AppError('NOT_FOUND')
  return await viewOf({ db, actor }, { personId: actor.person, name: card.name }, before ?? null)
}

/**
 * Returns what the reader may see of another person's coaching: a lead what they wrote, a manager what was shared
 * with them. It is logged before anything is answered. NOT_FOUND for who neither leads nor manages the person and may
 * read no note about them.
 */
export async function coachingOf(
  { db, actor, shown }: Scope<WriteDb>,
  { personId, before }: PersonInput,
): Promise<CoachingView> {
  const card = await personCard(db, personId)
  if (!card) throw new AppError('NOT_FOUND')
  const person = { personId, name: card.name }
  const view = card.led
    ? await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'person' }, () =>
        viewOf({ db, actor }, person, before ?? null),
      )
    : await viewOf({ db, actor }, person, before ?? null, (teams) => {
        for (const team of teams) logShown({ db, shown }, { subjects: [personId], team, kind: 'person' })
      })
  if (view.notes.length === 0 && !card.led && !card.managed) throw new AppError('NOT_FOUND')
  return view
}

async function viewOf(
  { db, actor }: Pick<Scope, 'db' | 'actor'>,
  person: CoachingView['person'],
  before: string | null,
  logTeams: (teams: ReadonlySet<string>) => void = () => undefined,
): Promise<CoachingView> {
  const found = await notesAbout(db, person.personId, { before })
  const { page, last } = pageOf(found, pageSize)
  const older = last?.note_id ?? null
  const waiting = before === null && older !== null ? await notesWaiting(db, person.personId, older) : []
  const rows = [...page, ...waiting].filter((row) => can(actor, 'note.read', factsOfRow(row)))
  if (rows.length === 0) return { person, notes: [], before, older }
  logTeams(new Set(rows.map((row) => row.team_id)))
  return { person, notes: await notesOf(db, rows), before, older }
}

/** Returns notes with what hangs on them, in the transaction's last statements. */
export async function notesOf(db: ActorDb, rows: readonly NoteRow[]): Promise<NoteView[]> {
  const noteIds = rows.map((row) => row.note_id)
  const { evidence, replies, actions, addenda } = await db.last(() => onNotes(db, noteIds))
  const facts = {
    evidence: Map.groupBy(evidence, (row) => row.note_id),
    replies: Map.groupBy(replies, (row) => row.note_id),
    actions: Map.groupBy(actions, (row) => row.note_id),
    addenda: Map.groupBy(addenda, ({ noteId }) => noteId),
  }
  return rows.map((row): NoteView => {
    const { replies, older } = replyPage(facts.replies.get(row.note_id) ?? [], repliesSize)
    return {
      noteId: row.note_id,
      teamId: row.team_id,
      author: { personId: row.author_id, name: row.author_name },
      subject: { personId: row.subject_id, name: row.subject_name },
      audience: row.audience,
      readers: row.readers,
      body: row.body,
      criterion: row.criterion,
      evidence: (facts.evidence.get(row.note_id) ?? []).map((link) => link.audit_id),
      followUpOn: row.follow_up_on,
      followedUpAt: row.followed_up_at,
      createdAt: row.created_at,
      acknowledgedAt: row.acknowledged_at,
      addenda: (facts.addenda.get(row.note_id) ?? []).map(({ noteId: _, ...addendum }) => addendum),
      replies,
      olderReplies: older,
      actions: (facts.actions.get(row.note_id) ?? []).map((item) => ({
        actionId: item.action_id,
        noteId: item.note_id,
        owner: { personId: item.owner_id, name: item.owner_name },
        title: item.title,
        dueOn: item.due_on,
        doneAt: item.done_at,
        comments: item.comments,
        version: item.version,
      })),
      version: row.version,
    }
  })
}

/** Earlier replies to a note, logged where it is about somebody else. */
export async function readReplies(
  { db, actor, shown }: Scope<WriteDb>,
  { noteId, before }: RepliesInput,
): Promise<RepliesView> {
  const note = await noteFacts(db, noteId)
  if (!note || !can(actor, 'note.read', factsOf(note))) throw new AppError('NOT_FOUND')
  const rows = await repliesBefore(db, noteId, before)
  logShown({ db, shown }, { subjects: [note.subject_id], team: note.team_id, kind: 'person' })
  return replyPage(rows, repliesSize)
}

/** Newest first, logged where they are about somebody else. A reader other than the author gets those from when they were let in. */
export async function readRevisions(
  { db, actor, shown }: Scope<WriteDb>,
  { noteId }: { noteId: string },
): Promise<NoteRevision[]> {
  const note = await noteFacts(db, noteId)
  if (!note || !can(actor, 'note.read', factsOf(note))) throw new AppError('NOT_FOUND')
  const revisions = await revisionsOf(db, noteId)
  logShown({ db, shown }, { subjects: [note.subject_id], team: note.team_id, kind: 'person' })
  const facts = factsOf(note)
  return revisions.filter(({ audience }) => can(actor, 'note.read', { ...facts, audience }))
}

export const answers: AnswersOf<'coaching'> = {
  person: answerAbout(coachingQueries.person, { own: ownCoaching, another: coachingOf }),
  inherited: answerLogged(coachingQueries.inherited, readInherited),
  replies: answerLogged(coachingQueries.replies, readReplies),
  revisions: answerLogged(coachingQueries.revisions, readRevisions),
  named: answer(coachingQueries.named, readNamed),
  toHandover: answerLogged(coachingQueries.toHandover, readToHandover),
}

/**
 * Returns what the notifications of notes speak of: to the person who wrote it and its kind, to everybody else whom it is
 * about, and the day.
 */
export const notified: NotifiedSource = async (db, items) => {
  const ours = items.filter(({ kind }) => Object.hasOwn(coachingNotifications, kind))
  if (ours.length === 0) return new Map()
  const rows = await notifiedNotes(db, [...new Set(ours.map(({ entityId }) => entityId))])
  const abouts = new Map(
    rows.map(({ noteId, kind, authorId, authorName, subjectId, subjectName, since, takers }) => {
      const author = { personId: authorId, name: authorName }
      return [
        noteId,
        subjectId === db.person
          ? { about: { person: author, since, noteKind: kind }, takers }
          : {
              about: { person: { personId: subjectId, name: subjectName }, since, noteKind: null },
              takers: [],
            },
      ]
    }),
  )
  return new Map(
    ours.flatMap(({ inboxId, entityId, kind }) => {
      const found = abouts.get(entityId)
      if (!found) return []
      const taker = kind === 'note_handover' ? found.takers.at(-1) : undefined
      return [[inboxId, { about: taker ? { ...found.about, person: taker } : found.about }]]
    }),
  )
}
