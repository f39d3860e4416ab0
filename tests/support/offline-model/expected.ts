import type { QueryKey } from '@tanstack/react-query'
import { trpc } from '#client/lib/trpc.ts'
import { foldKey, type PendingCommand } from '#client/offline/cache/fold.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { coaching, type SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { Cast } from './cast.ts'
import type { Applied } from './check.ts'
import { actingAs, registry } from './views.ts'

function asPending({ entry, base, at }: Applied): PendingCommand {
  const { commandId, seq, command } = entry
  const { name, entities, refs = [], input } = command
  const rest = { state: 'waiting' as const, error: null, attempts: 0, dependsOn: [] }
  return {
    commandId,
    seq,
    name,
    base,
    entities,
    refs,
    claimedAt: at,
    input,
    ...rest,
    readable: true,
  }
}

/** The view with one more command of whoever wrote it. */
function withApplied<View>(
  queryKey: QueryKey,
  view: View,
  { cast, one }: { cast: Cast; one: Applied },
): View {
  const writer = one.entry.personId === cast.lead.personId ? cast.lead : cast.analyst
  return foldKey(queryKey, view, { registry, reader: actingAs(writer), pending: [asPending(one)] })
}

/** The coaching that the client's own folds make of the commands in the server's order: nobody's read, everybody's work. */
export function expectedCoaching(cast: Cast, applied: readonly Applied[]): CoachingView {
  const { personId, name } = cast.analyst
  const empty: CoachingView = { person: { personId, name }, notes: [], before: null, older: null }
  const queryKey = trpc.coaching.person.queryKey({ personId })
  return applied.reduce((view, applied) => withApplied(queryKey, view, { cast, one: applied }), empty)
}

export function expectedCases(
  cast: Cast,
  cases: readonly CaseView[],
  applied: readonly Applied[],
): CaseView[] {
  const untouched = cases.map(
    (view): CaseView => ({ ...view, looks: [], verifiedDecision: 'hateful', outcome: 'missed' }),
  )
  const keyOf = ({ auditId }: CaseView) => trpc.audits.case.queryKey({ auditId })
  return applied.reduce(
    (views, applied) => views.map((view) => withApplied(keyOf(view), view, { cast, one: applied })),
    untouched,
  )
}

/** Replies that were written while only the note's author could read it: its person sees what came after. */
export function saidInPrivate(cast: Cast, applied: readonly Applied[]): Set<string> {
  const open = new Set<string>()
  const hidden = new Set<string>()
  for (const { entry } of applied) {
    const input = entry.command.input as SaveNoteInput & { replyId: string }
    if (entry.command.name === coaching.saveNote.name && input.audience !== 'me') open.add(input.noteId)
    if (
      entry.command.name === coaching.reply.name &&
      entry.personId === cast.lead.personId &&
      !open.has(input.noteId)
    )
      hidden.add(input.replyId)
  }
  return hidden
}

/**
 * Items that one revision left out and a later one, written on a screen that did not know it, has again. The server goes on
 * counting their versions; a phone that only knows the revisions cannot.
 */
export function broughtBack(applied: readonly Applied[]): Set<string> {
  const last = new Map<string, Set<string>>()
  const ever = new Set<string>()
  const back = new Set<string>()
  for (const { entry } of applied) {
    if (entry.command.name !== coaching.saveNote.name) continue
    const { noteId, actions } = entry.command.input as SaveNoteInput
    for (const { actionId } of actions) {
      if (ever.has(actionId) && !last.get(noteId)?.has(actionId)) back.add(actionId)
      ever.add(actionId)
    }
    last.set(noteId, new Set(actions.map(({ actionId }) => actionId)))
  }
  return back
}

const byId = <T>(list: readonly T[], idOf: (item: T) => string) =>
  [...list].sort((a, b) => idOf(a).localeCompare(idOf(b)))

/** Without what only the server knows (its times) and what differs by reader. */
export function plainCoaching(
  view: CoachingView,
  role: 'lead' | 'analyst',
  but: { uncounted: ReadonlySet<string>; hidden: ReadonlySet<string> },
) {
  const visible = view.notes.filter(({ audience }) => role === 'lead' || audience !== 'me')
  return byId(visible, ({ noteId }) => noteId).map((note) => ({
    noteId: note.noteId,
    version: note.version,
    audience: note.audience,
    body: note.body.kind === 'quick' ? note.body.text : Object.values(note.body).join(),
    evidence: [...note.evidence].sort(),
    followUpOn: note.followUpOn,
    followedUp: role === 'lead' && note.followedUpAt !== null,
    acknowledged: note.acknowledgedAt !== null,
    replies: byId(
      note.replies.filter(({ replyId }) => role === 'lead' || !but.hidden.has(replyId)),
      ({ replyId }) => replyId,
    ).map(({ author, text }) => [author.name, text]),
    actions: byId(note.actions, ({ actionId }) => actionId).map((item) => [
      ...[item.owner.name, item.title, item.dueOn, item.doneAt !== null],
      but.uncounted.has(item.actionId) ? 'any' : item.version,
    ]),
  }))
}

export function plainCases(views: readonly CaseView[]) {
  return byId(views, ({ auditId }) => auditId).map(({ auditId, verifiedDecision, outcome, looks }) => ({
    auditId,
    verifiedDecision,
    outcome,
    looks: looks.map(({ lookId, reason, status, answer }) => [lookId, reason, status, answer]),
  }))
}
