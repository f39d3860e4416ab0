import { newCommand } from '#client/offline/outbox/contract-values.ts'
import type { NewCommand } from '#client/offline/outbox/outbox.ts'
import { audits } from '#shared/audits/contracts.ts'
import { coaching, type SaveNoteInput } from '#shared/coaching/contracts.ts'
import { audiences } from '#shared/coaching/rules.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import { people } from '#shared/people/contracts.ts'
import { today } from '#shared/today/contracts.ts'
import type { Cast, Member } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Views } from './views.ts'

/** A person at their phone: what they see, and what they could tap on it. */
export type Desk = {
  cast: Cast
  who: Member
  views: Views
  chance: Chance
  newId: () => string
  text: string
}
type Tap = (desk: Desk) => NewCommand | undefined

const day = (views: Views, days: number) => Temporal.PlainDate.from(views.today.day).add({ days }).toString()

function someActions({ cast, chance, newId, text, views }: Desk, count: number): SaveNoteInput['actions'] {
  return Array.from({ length: count }, (_, index) => ({
    actionId: newId(),
    ownerId: chance.in(0.7) ? cast.analyst.personId : cast.lead.personId,
    title: `${text}, item ${index}`,
    dueOn: chance.in(0.5) ? day(views, chance.below(4) - 1) : null,
  }))
}

const write: Tap = (desk) => {
  const { cast, chance, newId, text, views } = desk
  const input: SaveNoteInput = {
    noteId: newId(),
    teamId: cast.teamId,
    subjectId: cast.analyst.personId,
    audience: chance.in(0.8) ? 'person' : chance.of(audiences),
    body: { kind: 'quick', text },
    criterion: null,
    evidence: cast.audits.filter(() => chance.in(0.2)),
    followUpOn: chance.in(0.4) ? day(views, chance.below(3)) : null,
    actions: someActions(desk, chance.below(3)),
  }
  return newCommand(coaching.saveNote, input, { base: null })
}

/** What the editor makes of a note that was opened, changed and saved. */
export function revision(desk: Desk, note: NoteView): SaveNoteInput {
  const { chance, text } = desk
  const kept = note.actions.filter(() => chance.in(0.85))
  return {
    noteId: note.noteId,
    teamId: note.teamId,
    subjectId: note.subject.personId,
    audience: note.audience === 'me' && chance.in(0.6) ? 'person' : note.audience,
    body: { kind: 'sbi', situation: text, behaviour: text, impact: text },
    criterion: note.criterion,
    evidence: note.evidence,
    followUpOn: note.followUpOn,
    actions: [
      ...kept.map(({ actionId, owner, title, dueOn }) => ({
        actionId,
        ownerId: owner.personId,
        title: chance.in(0.3) ? `${text}, again` : title,
        dueOn,
      })),
      ...someActions(desk, chance.in(0.3) ? 1 : 0),
    ],
  }
}

/** The newest are what people work on. */
const recent = ({ views, chance }: Desk): NoteView | undefined =>
  chance.of([...views.coaching.notes].sort((a, b) => (a.noteId < b.noteId ? 1 : -1)).slice(0, 3))

const revise: Tap = (desk) => {
  const note = recent(desk)
  return note && newCommand(coaching.saveNote, revision(desk, note), { base: note.version })
}

const finish: Tap = (desk) => {
  const { views, who, chance } = desk
  const items = views.coaching.notes.flatMap((note) => note.actions)
  const item = chance.of(items.filter(({ owner }) => who.role === 'lead' || owner.personId === who.personId))
  if (!item) return undefined
  const { noteId, actionId, version } = item
  return newCommand(
    coaching.setActionDone,
    { noteId, actionId, done: item.doneAt === null },
    { base: version },
  )
}

const answer: Tap = (desk) => {
  const note = recent(desk)
  if (!note) return undefined
  const { noteId } = note
  return newCommand(coaching.reply, { noteId, replyId: desk.newId(), text: desk.text }, { base: null })
}

const read: Tap = (desk) => {
  const note = recent(desk)
  if (!note) return undefined
  return newCommand(coaching.acknowledge, { noteId: note.noteId, noteVersion: note.version }, { base: null })
}

const comeBack: Tap = (desk) => {
  const note = desk.chance.of(
    desk.views.coaching.notes.filter((note) => note.followUpOn && !note.followedUpAt),
  )
  return note && newCommand(coaching.followedUp, { noteId: note.noteId }, { base: null })
}

const doubt: Tap = ({ views, chance, newId, text }) => {
  const view = chance.of(
    views.cases.filter((item) => item.looks.every((recheck) => recheck.status !== 'open')),
  )
  if (!view) return undefined
  return newCommand(
    audits.askAnotherLook,
    { lookId: newId(), auditId: view.auditId, reason: text },
    { base: null },
  )
}

const judge: Tap = ({ views, chance, text }) => {
  const recheck = chance.of(
    views.cases.flatMap((view) => view.looks.filter((item) => item.status === 'open')),
  )
  if (!recheck) return undefined
  const status = chance.in(0.5) ? 'kept' : 'changed'
  const base = recheck.version === 0 ? null : recheck.version
  return newCommand(audits.answerAnotherLook, { lookId: recheck.lookId, status, answer: text }, { base })
}

const away: Tap = ({ views, chance }) => {
  const key = chance.of(views.today.items)?.key ?? `signal:${chance.below(3)}`
  const until = chance.in(0.3) ? new Date(Date.now() + 86_400_000).toISOString() : null
  return newCommand(today.settle, { key, how: until ? 'later' : 'done', until }, { base: null })
}

const back: Tap = ({ views, chance }) => {
  const key = chance.of(views.today.settled)?.key
  return key === undefined ? undefined : newCommand(today.unsettle, { key }, { base: null })
}

const prefer: Tap = ({ chance }) => {
  const theme = chance.of(['system', 'light', 'dark'] as const)
  const locale = chance.of(['ko', 'en'] as const)
  return newCommand(people.setPreferences, chance.in(0.5) ? { theme } : { locale }, { base: null })
}

const taps: Record<Member['role'], Tap[]> = {
  lead: [write, write, revise, revise, revise, finish, answer, comeBack, judge, judge, away, back, prefer],
  analyst: [read, read, answer, finish, finish, doubt, doubt, away, away, back, prefer],
}

/** The next thing that this person does with what their phone shows. */
export function nextCommand(desk: Desk): NewCommand {
  for (;;) {
    const command = desk.chance.of(taps[desk.who.role])?.(desk)
    if (command) return command
  }
}
