import './note.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import type { NoteRevision, NoteView } from '#shared/coaching/views.ts'
import { Compared } from './compared.tsx'
import { revisionsOf } from './data.ts'
import { partsOf } from './note-text.ts'
import { Veil } from './veil.tsx'

/** Returns each wording, newest first, with the one that took its place. */
const wordings = (revisions: readonly NoteRevision[]) =>
  revisions.map((revision, place) => ({ ...revision, next: revisions[place - 1] }))

/** Shows what the note said before, and how it was changed, for who could read it then; nothing where it never changed. */
export function NoteRevisions({ note }: { note: NoteView }) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...revisionsOf(note.noteId), enabled: open })
  if (note.version < 2) return null
  if (!open)
    return (
      <Button variant="text" onClick={() => setOpen(true)}>
        {t('note.revisions')}
      </Button>
    )
  return (
    <Part variant="ruled" level={3} heading={t('note.revisions')}>
      <Loaded query={query} rows={1}>
        {(revisions) =>
          wordings(revisions)
            .filter(({ version }) => version < note.version)
            .map(({ version, audience, body, at, next }) => (
              <div key={version} className="note-reply">
                <p className="text-label text-quiet">{format.due(at)}</p>
                <Veil veiled={audience === 'me'}>
                  {partsOf(body).map(({ field, text }) => (
                    <p key={field} className="text-prose">
                      {text}
                    </p>
                  ))}
                  {next && (
                    <>
                      <p className="text-label text-quiet">
                        {t('note.difference', { time: format.due(next.at) })}
                      </p>
                      <Compared before={body} after={next.body} />
                    </>
                  )}
                </Veil>
              </div>
            ))
        }
      </Loaded>
    </Part>
  )
}
