import { isDeepStrictEqual } from 'node:util'
import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { deferredUntil } from '#server/features/check-ins/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
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
import { coaching } from '#shared/coaching/contracts.ts'
import { isCorrectiveNote } from '#shared/coaching/corrective-rules.ts'
import { type Audience, mayBecome } from '#shared/coaching/rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { actionFacts, lockActions, setActions, setDone } from './action-queries.ts'
import {
  insertAddendum,
  insertReply,
  isAnalystOf,
  leadsAmong,
  setAcknowledged,
  setAddendumAcknowledged,
  setFollowedUp,
} from './answer-queries.ts'
import { putComment } from './comment-queries.ts'
import { inheritedFacts } from './inherited-queries.ts'
import { type NoteFacts, noteFacts } from './queries.ts'
import { leadsOf, managersOf, nameReaders } from './reader-queries.ts'
import { factsOf, inheritedFactsOf, type NoteReaders } from './rules.ts'
import {
  insertNote,
  insertRevision,
  putReading,
  savingFacts,
  setEvidence,
  updateNote,
} from './save-queries.ts'

/**
 * Command coaching.saveNote: creates with base null, revises the version `base` otherwise. A revision is unread again; where
 * the note was acknowledged its words stay, and only what is agreed, when it is come back to, and the audience are revised.
 * CONFLICT where the note moved on or other words were acknowledged meanwhile, INVALID for a narrower audience, another person's evidence or a stranger's action.
 */
export async function saveNote(
  { db, actor, meta, now }: CommandScope,
  input: SaveNoteInput,
): Promise<CommandResult> {
  const facts = await savingFacts(db, input)
  const { teamId, subjectId } = input
  const isNew = meta.base === null
  if (facts?.author_id && facts.author_id !== actor.person) throw new AppError('FORBIDDEN')
  if (!facts?.analyst || !can(actor, 'note.write', { authorId: actor.person, subjectId, teamId }))
    throw new AppError('NOT_FOUND')
  if (!isNew && facts.version === null) throw new AppError('NOT_FOUND')
  if (facts.version !== meta.base) throw new AppError('CONFLICT')
  refuseUnacceptable(input, facts, actor)
  const { acknowledged } = facts
  if (
    !can(actor, 'note.rewrite', { authorId: actor.person, subjectId, teamId, acknowledged }) &&
    rewrites(input, facts)
  )
    throw new AppError('CONFLICT', { reason: 'note_acknowledged' })

  const saved = meta.base === null ? insertNote(db, input, meta.claimedAt) : updateNote(db, input, meta.base)
  if (!(await saved)) throw new AppError('CONFLICT')
  const { version, at } = await insertRevision(db, input.noteId)
  if (!facts.acknowledged) {
    if (input.audience !== 'me') await putReading(db, input.noteId)
    await setEvidence(db, input, isNew)
  }
  if (!(await setActions(db, input, isNew))) throw new AppError('INVALID', { field: 'actions' })
  const note = {
    team_id: teamId,
    author_id: actor.person,
    subject_id: subjectId,
    audience: input.audience,
    readers: [],
  }
  await nameManagers({ db, actor }, input, facts.audience)
  await announceNote(db, note)
  if (input.audience !== 'me' && !facts.acknowledged)
    await notify(db, {
      to: subjectId,
      kind: 'note_shared',
      entityId: input.noteId,
      ...(isCorrective(input) ? await deferredUntil({ db, now }, subjectId) : {}),
    })
  return { entityId: input.noteId, version, at }
}

/**
 * Names the managers of the team as readers: those whom the author saw named or, where that is not said, all of them when
 * the note is shared with them. Who manages the team later is not among them.
 */
async function nameManagers(
  { db, actor }: Pick<CommandScope, 'db' | 'actor'>,
  { noteId, teamId, subjectId, audience, readers }: SaveNoteInput,
  before: Audience | null,
): Promise<void> {
  if (audience !== 'manager' || (!readers && before === 'manager')) return
  const found = await managersOf(db, teamId)
  const named = found
    .map(({ personId }) => personId)
    .filter((personId) => !readers || readers.includes(personId))
    .filter((personId) =>
      can(actor, 'note.nameReader', {
        ...{ authorId: actor.person, subjectId, teamId, audience, personId },
        managing: true,
      }),
    )
  await nameReaders(db, noteId, named, 'manager')
}

const isCorrective = ({ body: { kind }, criterion }: SaveNoteInput) =>
  isCorrectiveNote({ kind, hasCriterion: criterion !== null })

function refuseUnacceptable(input: SaveNoteInput, facts: SavingFacts, actor: Actor): void {
  const refuse = (field: string) => {
    throw new AppError('INVALID', { field })
  }
  if (facts.team_id && facts.team_id !== input.teamId) refuse('teamId')
  if (facts.subject_id && facts.subject_id !== input.subjectId) refuse('subjectId')
  if (facts.audience && !mayBecome(facts.audience, input.audience)) refuse('audience')
  if (new Set(input.evidence).size !== facts.evidence) refuse('evidence')
  if (new Set(input.actions.map((item) => item.actionId)).size !== input.actions.length) refuse('actions')
  for (const [index, { ownerId }] of input.actions.entries())
    if (ownerId !== actor.person && ownerId !== input.subjectId) refuse(`actions.${index}.ownerId`)
}

type SavingFacts = NonNullable<Awaited<ReturnType<typeof savingFacts>>>

/** Returns whether the saving changes what the person acknowledges: the words, the criterion or the cases behind them. */
const rewrites = ({ body, criterion, evidence }: SaveNoteInput, before: SavingFacts): boolean =>
  !isDeepStrictEqual(
    [body, criterion, [...evidence].sort()],
    [before.body, before.criterion, before.attached.sort()],
  )

/** Returns whoever may read the note: an author who leads the team no more is no reader. Of managers the team alone is known. */
async function audienceOf(db: WriteDb, note: NoteReaders) {
  const named = note.readers.filter(({ namedAs }) => namedAs === 'lead').map(({ personId }) => personId)
  const leading = await leadsAmong(db, note.team_id, [note.author_id, ...named])
  return {
    people: [...leading, ...(note.audience === 'me' ? [] : [note.subject_id])],
    teams: note.audience === 'manager' ? [note.team_id] : [],
  }
}

/** Tells open phones of everybody who may read the note that it changed. Returns who they are. */
async function announceNote(db: WriteDb, note: NoteReaders) {
  const audience = await audienceOf(db, note)
  await announce(db, { feature: 'coaching', subjectId: note.subject_id, audience })
  return audience
}

/** The note, where the actor may see it and do this to it. */
async function noteFor(
  { db, actor }: CommandScope,
  noteId: string,
  action: 'note.acknowledge' | 'note.reply' | 'note.write',
): Promise<NoteFacts> {
  const note = await noteFacts(db, noteId)
  if (!note) throw new AppError('NOT_FOUND')
  if (!can(actor, action, factsOf(note))) throw new AppError('FORBIDDEN')
  return note
}

/**
 * Command coaching.handover, by the author while they lead the team: another lead reads the note from now on, or from
 * their first day. The person is notified of it.
 */
export async function handover(
  scope: CommandScope,
  { noteId, personId }: HandoverInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const note = await noteFor(scope, noteId, 'note.write')
  const leading = (await leadsOf(db, note.team_id)).some((lead) => lead.personId === personId)
  if (!leading) throw new AppError('INVALID', { field: 'personId' })
  const inTeam = await isAnalystOf(db, note)
  if (!can(actor, 'note.handover', { ...factsOf(note), personId, leading, inTeam }))
    throw new AppError('FORBIDDEN')
  const [since] = await nameReaders(db, noteId, [personId], 'lead')
  if (since) {
    const readers = [...note.readers, { personId, namedAs: 'lead' as const }]
    await announceNote(db, { ...note, readers })
    await notify(db, { to: [note.subject_id, personId], kind: 'note_handover', entityId: noteId })
  }
  return { entityId: noteId, version: note.version, at: since ?? new Date(scope.now()).toISOString() }
}

/** Command coaching.acknowledge. CONFLICT where the note is no longer the version that was read. */
export async function acknowledge(
  scope: CommandScope,
  { noteId, noteVersion }: AcknowledgeInput,
): Promise<CommandResult> {
  const { db } = scope
  const note = await noteFor(scope, noteId, 'note.acknowledge')
  if (note.version !== noteVersion) throw new AppError('CONFLICT')
  const before = note.acknowledged_at
  const timestamp =
    before ?? (await setAcknowledged(db, noteId, noteVersion)) ?? (await acknowledgedAt(db, note))
  if (!before) await announceNote(db, note)
  return { entityId: noteId, version: noteVersion, at: timestamp }
}

/** When it was acknowledged by a command that was quicker than this one; CONFLICT where it was revised instead. */
async function acknowledgedAt(db: WriteDb, { note_id, version }: NoteFacts): Promise<string> {
  const now = await noteFacts(db, note_id)
  if (now?.version !== version || !now.acknowledged_at) throw new AppError('CONFLICT')
  return now.acknowledged_at
}

/** Command coaching.addAddendum, by the author. CONFLICT where the note is not acknowledged: then its words are revised. */
export async function addAddendum(scope: CommandScope, input: AddAddendumInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const note = await noteFor(scope, input.noteId, 'note.write')
  const acknowledged = note.acknowledged_at !== null
  if (!can(actor, 'note.addAddendum', { ...factsOf(note), acknowledged })) throw new AppError('CONFLICT')
  const timestamp = await insertAddendum(db, { ...input, personId: note.subject_id })
  if (!timestamp) throw new AppError('CONFLICT')
  await announceNote(db, note)
  await notify(db, {
    to: note.subject_id,
    kind: 'note_added',
    entityId: note.note_id,
    ...(isCorrectiveNote({ kind: note.kind, hasCriterion: note.has_criterion })
      ? await deferredUntil({ db, now }, note.subject_id)
      : {}),
  })
  return { entityId: input.addendumId, version: 1, at: timestamp }
}

/** Command coaching.acknowledgeAddendum, by the person. */
export async function acknowledgeAddendum(
  scope: CommandScope,
  { noteId, addendumId }: AcknowledgeAddendumInput,
): Promise<CommandResult> {
  const note = await noteFor(scope, noteId, 'note.acknowledge')
  const timestamp = await setAddendumAcknowledged(scope.db, noteId, addendumId)
  if (!timestamp) throw new AppError('NOT_FOUND')
  await announceNote(scope.db, note)
  return { entityId: addendumId, version: 1, at: timestamp }
}

/** Command coaching.reply, by any reader of the note. */
export async function reply(scope: CommandScope, input: ReplyInput): Promise<CommandResult> {
  const note = await noteFor(scope, input.noteId, 'note.reply')
  const timestamp = await insertReply(scope.db, { ...input, noteAuthorId: note.author_id })
  if (!timestamp) throw new AppError('CONFLICT')
  const { people } = await announceNote(scope.db, note)
  await notify(scope.db, { to: people, kind: 'note_replied', entityId: note.note_id })
  return { entityId: input.noteId, version: note.version, at: timestamp }
}

/** Command coaching.followedUp, by the author: the follow-up that the note names has happened. */
export async function followedUp(scope: CommandScope, { noteId }: FollowedUpInput): Promise<CommandResult> {
  const note = await noteFor(scope, noteId, 'note.write')
  if (!note.follow_up_on) throw new AppError('INVALID', { field: 'noteId' })
  if (!note.followed_up_at) {
    await setFollowedUp(scope.db, noteId)
    await announceNote(scope.db, note)
  }
  return { entityId: noteId, version: note.version, at: new Date(scope.now()).toISOString() }
}

/**
 * Command coaching.setActionDone, by the owner or the note's author, or by who leads the team since the author does not;
 * `base` is the item's version.
 */
export async function setActionDone(
  scope: CommandScope,
  { noteId, actionId, done }: SetActionDoneInput,
): Promise<CommandResult> {
  const { db, meta, now } = scope
  await lockActions(db, noteId)
  const item = await actionFor(scope, { noteId, actionId })
  const { version } = item
  if (version !== meta.base) throw new AppError('CONFLICT')
  await setDone(db, actionId, done)
  await announceNote(db, item)
  return { entityId: actionId, version: version + 1, at: new Date(now()).toISOString() }
}

/**
 * Command coaching.commentAction, by who may finish the action; `base` is the version of their own comment. CONFLICT where that
 * moved on, so that neither wording is lost.
 */
export async function commentAction(
  scope: CommandScope,
  { noteId, actionId, text }: CommentActionInput,
): Promise<CommandResult> {
  const { db, meta } = scope
  const item = await actionFor(scope, { noteId, actionId })
  const saved = await putComment(db, { action: actionId, text, base: meta.base })
  if (!saved) throw new AppError('CONFLICT')
  await announceNote(db, item)
  return { entityId: actionId, ...saved }
}

/** Returns an action that the actor may finish, by its note or because they inherited it. */
async function actionFor(
  { db, actor }: CommandScope,
  { noteId, actionId }: { noteId: string; actionId: string },
) {
  const own = await actionFacts(db, actionId)
  const isFinisher = own && can(actor, 'action.finish', { ...factsOf(own), ownerId: own.owner_id })
  const inherited = isFinisher ? undefined : await inheritedFacts(db, actionId)
  const item = isFinisher ? own : inherited && { ...inherited, readers: [leadNow(actor)] }
  if ((item ?? own)?.note_id !== noteId) throw new AppError('NOT_FOUND')
  if (!item || (inherited && !can(actor, 'action.inherit', inheritedFactsOf(inherited))))
    throw new AppError('FORBIDDEN')
  return item
}

/** Whoever finishes what they inherited hears of it on their other devices. */
const leadNow = ({ person }: Actor) => ({ personId: person, namedAs: 'lead' as const })

export const effects: EffectsOf<'coaching'> = {
  saveNote: effect(coaching.saveNote, saveNote),
  acknowledge: effect(coaching.acknowledge, acknowledge),
  reply: effect(coaching.reply, reply),
  setActionDone: effect(coaching.setActionDone, setActionDone),
  commentAction: effect(coaching.commentAction, commentAction),
  followedUp: effect(coaching.followedUp, followedUp),
  addAddendum: effect(coaching.addAddendum, addAddendum),
  acknowledgeAddendum: effect(coaching.acknowledgeAddendum, acknowledgeAddendum),
  handover: effect(coaching.handover, handover),
}
