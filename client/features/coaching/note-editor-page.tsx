import './editor.css'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { removeDraft } from '#client/offline/outbox/drafts.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { NoteBody } from '#shared/coaching/fields.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import { Compared } from './compared.tsx'
import { pointOf, readCase, readCriterion, readKind } from './criterion-search.ts'
import { noteAddress, useNote } from './data.ts'
import { useWorkingDayFrom } from './follow-up-days.ts'
import { AddendumForm } from './note-addenda.tsx'
import { NoteEditor } from './note-editor.tsx'
import { formOf, formOfInput, isForm, newForm } from './note-form.ts'
import { partsOf } from './note-text.ts'
import { bodyOf } from './read-note.ts'
import { editDraftKey, newDraftKey } from './use-draft.ts'
import { useRefusedSaving } from './use-save-note.ts'

/** A new note about a person whom this reader leads, where it was left off if it was begun before. */
export function NewNotePage() {
  const t = useT()
  const { personId = '' } = useParams()
  const [search] = useSearchParams()
  const me = useMe()
  const found = findPerson(me, personId)
  const { timeZone } = useFormat()
  const draftKey = newDraftKey(personId, pointOf(search))
  const kept = useKeptForm(draftKey, isForm)
  const workingDayFrom = useWorkingDayFrom(found?.team.zone ?? timeZone, [personId, me.person.personId])
  const { platform } = useOffline().outbox
  const [ids] = useState(() => ({ noteId: platform.newId(), commandId: platform.newId() }))
  if (!found)
    return (
      <DetailPage title={t('note.title')} back={paths.today} close>
        <EmptyState text={t('error.NOT_FOUND')} />
      </DetailPage>
    )
  if (kept === undefined) return null
  const kind = readKind(search) ?? 'quick'
  const criterion = readCriterion(search)
  // A point that is coached on is come back to; recognition asks for nothing.
  const today = calendarDay(platform.clock.now(), found.team.zone)
  const evidence = [readCase(search) ?? []].flat()
  const followUpOn =
    (criterion || evidence.length > 0) && kind !== 'recognition' ? workingDayFrom(daysLater(today, 14)) : null
  const initial = kept ?? newForm(ids, { kind, criterion, evidence, followUpOn })
  return (
    <NoteEditor
      key={draftKey}
      initial={initial}
      draftKey={draftKey}
      teamId={found.team.teamId}
      subject={found.person}
    />
  )
}

/** A note of one's own, revised; also the place where one that was refused is put right. */
export function EditNotePage() {
  const t = useT()
  const { noteId = '' } = useParams()
  const query = useNote(noteId)
  const me = useMe().person.personId
  const notMine = (
    <DetailPage title={t('note.title')} back={paths.today} close>
      <Loaded query={query} notFound={t('note.gone')}>
        {() => <EmptyState text={t('error.FORBIDDEN')} />}
      </Loaded>
    </DetailPage>
  )
  if (query.data?.found.author.personId !== me) return notMine
  return <Revision note={query.data.found} served={query.data.served} />
}

const saysTheSame = (before: NoteBody, after: NoteBody) =>
  JSON.stringify(partsOf(before)) === JSON.stringify(partsOf(after))

/**
 * Keeps what was written over words that the person acknowledged meanwhile: those stay, and the writer makes an addendum
 * of their own.
 */
function AsAddendum({ note, written, draftKey }: { note: NoteView; written: NoteBody; draftKey: string }) {
  const t = useT()
  const goBack = useGoBack()
  const { noteId, subject } = note
  const findUnsent = useFindUnsent()
  const { outbox } = useOffline()
  const text = partsOf(written)
    .map((part) => part.text)
    .join('\n\n')
  async function settle() {
    const unsent = findUnsent(coachingOnPhone.saveNote, noteId)
    for (const { commandId } of [...unsent.commands].reverse()) await unsent.discard(commandId)
    await removeDraft(outbox, draftKey)
    goBack(noteAddress(noteId, subject.personId))
  }
  return (
    <DetailPage title={t('note.addendum')} back={noteAddress(noteId, subject.personId)} close>
      <p className="editor-notice" role="alert">
        {t('note.addendum.instead', { name: subject.name })}
      </p>
      <div className="inset inset-block">
        <Compared before={note.body} after={written} />
      </div>
      <AddendumForm
        {...{ noteId, name: subject.name, draftKey: `addendum:${noteId}`, initial: { text } }}
        onKept={settle}
      />
    </DetailPage>
  )
}

function Revision({ note, served }: { note: NoteView; served: NoteView | undefined }) {
  const t = useT()
  const draftKey = editDraftKey(note.noteId)
  const kept = useKeptForm(draftKey, isForm)
  const refused = useRefusedSaving(note.noteId)
  const { platform } = useOffline().outbox
  // As it was when the editor opened: what arrives meanwhile must not change under the writer's hands.
  const [initial] = useState(() => {
    const commandId = platform.newId()
    const input = refused?.input
    if (!input) return formOf(note, commandId)
    // After a conflict it is what the server holds now that is being revised.
    const base = refused?.error?.code === 'CONFLICT' ? (served?.version ?? null) : (refused?.base ?? null)
    return formOfInput(input, { commandId, base, sharedWith: served?.audience ?? null })
  })
  if (kept === undefined) return null
  const code = refused?.error?.code
  const written = served?.acknowledgedAt ? (kept ?? initial) : undefined
  if (written && served && !saysTheSame(bodyOf(written), served.body))
    return <AsAddendum note={served} written={bodyOf(written)} draftKey={draftKey} />
  return (
    <NoteEditor
      initial={kept ?? initial}
      draftKey={draftKey}
      teamId={note.teamId}
      subject={note.subject}
      named={
        note.audience === 'manager'
          ? note.readers.flatMap(({ person, namedAs }) => (namedAs === 'manager' ? person : []))
          : undefined
      }
      acknowledged={served?.acknowledgedAt != null}
      refusedField={refused?.error?.details.field}
      meanwhile={code === 'CONFLICT' ? served?.body : undefined}
      notice={code === 'CONFLICT' || code === 'INVALID' ? t(`error.${code}`) : undefined}
    />
  )
}
