import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { NoteView } from '#shared/coaching/views.ts'
import { pointOf, readCase, readCriterion, readKind } from './criterion-search.ts'
import { useNote } from './data.ts'
import { useWorkingDayFrom } from './follow-up-days.ts'
import { NoteEditor } from './note-editor.tsx'
import { formOf, formOfInput, isForm, newForm } from './note-form.ts'
import { editDraftKey, newDraftKey } from './use-draft.ts'
import { useRefusedSaving } from './use-save-note.ts'

/** A new note about a person whom this reader leads, where it was left off if it was begun before. */
export function NewNotePage() {
  const t = useT()
  const { personId = '' } = useParams()
  const [search] = useSearchParams()
  const found = findPerson(useMe(), personId)
  const { timeZone } = useFormat()
  const draftKey = newDraftKey(personId, pointOf(search))
  const kept = useKeptForm(draftKey, isForm)
  const workingDayFrom = useWorkingDayFrom(found?.team.zone ?? timeZone)
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
