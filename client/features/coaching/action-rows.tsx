import './choice.css'
import { lazy, Suspense, useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue, useEntityWork } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { commentOf } from '#shared/coaching/contracts.ts'
import type { ActionView, CoachingView, NoteView } from '#shared/coaching/views.ts'
import { can } from '#shared/policy.ts'
import { useInherited } from './data.ts'
import { factsOf } from './note-text.ts'
import './action.css'

const CommentSheet = lazy(() => import('./comment-sheet.tsx'))

/** A line to tick. Only the owner of the action and the author of its note may. */
export function ActionRow({ action, note }: { action: ActionView; note: NoteView }) {
  const me = useMe()
  const mayFinish = can(actorOf(me), 'action.finish', { ...factsOf(note), ownerId: action.owner.personId })
  return <ActionLine action={action} mayFinish={mayFinish} />
}

type LineProps = {
  action: ActionView
  mayFinish: boolean
  /** The lead of before who agreed it, where one did; its note is closed, so that it is opened where the person’s actions are. */
  from?: string | undefined
  personId?: string | undefined
}

/** Shows what, who and until when. */
function ActionLine({ action, mayFinish, from, personId }: LineProps) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const id = useId()
  const done = action.doneAt !== null
  const owner =
    action.owner.personId === me.person.personId
      ? t('note.action.me')
      : t('ui.person', { name: action.owner.name })
  const late = !done && action.dueOn !== null && format.daysFromToday(action.dueOn) < 0

  function when(): string | undefined {
    if (action.doneAt) return t('note.action.done', { day: format.shortDate(action.doneAt) })
    if (!action.dueOn) return undefined
    const day = format.date(action.dueOn)
    return late ? t('note.action.late', { day }) : t('note.action.due', { day })
  }

  const { noteId, actionId, version } = action
  const [search, setSearch] = useSearchParams()
  const [tapped, setTapped] = useState(false)
  const isNamed = search.get('comment') === actionId
  const commenting = tapped || (mayFinish && isNamed)
  function close() {
    setTapped(false)
    if (!isNamed) return
    const rest = new URLSearchParams(search)
    rest.delete('comment')
    setSearch(rest, { replace: true })
  }
  const set = (wanted: boolean, base: number) =>
    enqueue(coachingOnPhone.setActionDone, { input: { noteId, actionId, done: wanted }, base })

  async function toggle() {
    const failed = () => toast({ text: t('note.failed') })
    try {
      await set(!done, version)
      if (!done)
        toast({
          text: t('note.action.ticked'),
          more: { label: t('note.comment.text'), onSelect: () => setTapped(true) },
          onUndo: () => void set(false, version + 1).catch(failed),
        })
    } catch {
      failed()
    }
  }

  return (
    <li className="action-row">
      <input
        id={id}
        type="checkbox"
        className="choice-check"
        checked={done}
        disabled={!mayFinish}
        onChange={() => void toggle()}
      />
      <label htmlFor={id} className="action-text">
        <span className={done ? 'action-done' : 'text-strong'}>{action.title}</span>
        <span className="text-label text-quiet">{[owner, when(), from].filter(Boolean).join(' · ')}</span>
        <SyncLine entity={action.actionId} />
      </label>
      {late && <ClockMark state="over" />}
      <Comments action={action} personId={personId} onWrite={mayFinish ? () => setTapped(true) : undefined} />
      {commenting && (
        <Suspense fallback={null}>
          <CommentSheet action={action} inherited={from !== undefined} onClose={close} />
        </Suspense>
      )}
    </li>
  )
}

/** Shows what was said of an action; who may finish it changes their own, and adds one once it is done. */
function Comments({
  action,
  personId,
  onWrite,
}: Pick<LineProps, 'action' | 'personId'> & { onWrite: (() => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  const { person } = useMe()
  const { actionId, noteId, doneAt } = action
  const comments = action.comments.filter(({ text }) => text !== null)
  const hasOwn = comments.some(({ author }) => author.personId === person.personId)
  const mayWrite = onWrite !== undefined && (hasOwn || doneAt !== null)
  const [search] = useSearchParams()
  const place = ['of', 'before'].flatMap((name) => {
    const value = search.get(name)
    return value === null ? [] : [[name, value]]
  })
  const comment = ['comment', actionId]
  const edit =
    personId === undefined
      ? `${paths.note(noteId)}?${new URLSearchParams([...place, comment])}`
      : `${paths.person(personId)}?${new URLSearchParams([['part', 'actions'], comment])}`
  const isWriting = useEntityWork(commentOf(actionId)) !== null
  if (comments.length === 0 && !mayWrite && !isWriting) return null
  return (
    <div className="action-comments">
      {comments.map(({ author, text, at }) => (
        <div key={author.personId}>
          <p className="text-label text-quiet">
            {t('ui.person', { name: author.name })} · {format.due(at)}
          </p>
          <p className="text-prose">{text}</p>
        </div>
      ))}
      <SyncLine entity={commentOf(actionId)} edit={edit} />
      {mayWrite && (
        <Button variant="text" size="row" onClick={onWrite}>
          {t(hasOwn ? 'note.comment.change' : 'note.comment.add')}
        </Button>
      )}
    </div>
  )
}

/** Lists what leads of before agreed with somebody whom the reader leads now, each to be finished; nothing where there is none. */
export function InheritedActions({ personId }: { personId: string }) {
  const t = useT()
  const actions = useInherited(personId).data?.actions ?? []
  if (actions.length === 0) return null
  return (
    <Part variant="ruled" heading={t('person.inherited')}>
      <p className="inset text-label text-quiet">{t('person.inherited.how')}</p>
      <ul>
        {actions.map((action) => (
          <ActionLine
            key={action.actionId}
            action={action}
            mayFinish
            personId={personId}
            from={t('person.inherited.from', { name: action.author.name })}
          />
        ))}
      </ul>
    </Part>
  )
}

/** Everything that was agreed with one person: what is open first, the nearest date at the head. */
export function ActionList({ view, empty }: { view: CoachingView; empty: string }) {
  const t = useT()
  const rows = view.notes.flatMap((note) => note.actions.map((action) => ({ note, action })))
  if (rows.length === 0) return <EmptyState text={empty} />
  const far = '9999'
  rows.sort(
    (a, b) =>
      Number(a.action.doneAt !== null) - Number(b.action.doneAt !== null) ||
      (a.action.dueOn ?? far).localeCompare(b.action.dueOn ?? far) ||
      a.action.actionId.localeCompare(b.action.actionId),
  )
  return (
    <ul>
      {rows.map(({ note, action }) => (
        <ActionRow key={action.actionId} note={note} action={action} />
      ))}
      {view.older && <li className="inset text-label text-quiet">{t('person.olderActions')}</li>}
    </ul>
  )
}
