import './note.css'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { AudienceMark } from '#client/ui/marks.tsx'
import type { ReaderRole } from '#shared/coaching/rules.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import { useNameOf } from './data.ts'
import { noteRoleOf } from './note-text.ts'

/** Returns who can read the note, as a sentence for whoever reads it now, and to whom it was handed over. */
function useReadersSentence() {
  const t = useT()
  const me = useMe().person.personId
  const nameOf = useNameOf()
  return (note: NoteView): string[] => {
    const noteRole = noteRoleOf(note, me)
    const [author, subject] = [note.author.name, note.subject.name]
    const namesAs = (role: ReaderRole) =>
      note.readers
        .filter(({ namedAs }) => namedAs === role)
        .map(({ person }) => t('ui.person', { name: nameOf(person) }))
        .join(', ')
    const [managers, takers] = [namesAs('manager'), namesAs('lead')]
    function sentence() {
      if (noteRole === 'manager') return t('note.readers.asManager', { author, subject })
      if (noteRole === 'author')
        return t(`note.audience.${note.audience}`, { name: subject, readers: managers })
      return note.audience === 'manager'
        ? t('note.readers.manager', { name: author, readers: managers })
        : t('note.readers.person', { name: author })
    }
    return [sentence(), ...(takers ? [t('note.readers.handover', { names: takers })] : [])]
  }
}

/** Always visible above a note: its icon and the full sentence. */
export function ReadersLine({ note }: { note: NoteView }) {
  const sentences = useReadersSentence()(note)
  return (
    <p className="note-readers">
      <AudienceMark audience={note.audience} small />
      <span>{sentences.join(' · ')}</span>
    </p>
  )
}
