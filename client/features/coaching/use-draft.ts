import { useEffect, useState } from 'react'
import { listDrafts } from '#client/offline/outbox/drafts.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { isForm, type NoteForm } from './note-form.ts'

const newDraft = 'note:new:'
/** One unfinished note per person and coached point, and one per note that is being revised. */
export const newDraftKey = (personId: string, point: string | undefined) =>
  point ? `${newDraft}${personId}:${point}` : `${newDraft}${personId}`
export const editDraftKey = (noteId: string) => `note:${noteId}`

/** A note about this person that was begun and not finished. */
export type OpenDraft = { draftKey: string; form: NoteForm; savedAt: number }

/** New notes about this person that were begun on this phone, the latest first. */
export function useOpenDrafts(personId: string): readonly OpenDraft[] {
  const { outbox } = useOffline()
  const [drafts, setDrafts] = useState<readonly OpenDraft[]>([])
  useEffect(() => {
    let wanted = true
    const own = `${newDraft}${personId}`
    const read = () =>
      listDrafts(outbox).then(
        (all) => {
          const found = all.flatMap(({ draftKey, value, savedAt }) =>
            (draftKey === own || draftKey.startsWith(`${own}:`)) && isForm(value)
              ? [{ draftKey, form: value, savedAt }]
              : [],
          )
          if (wanted) setDrafts(found)
        },
        // Signed out meanwhile, or unreadable: then there is nothing to offer.
        () => undefined,
      )
    void read()
    const unsubscribe = outbox.events.subscribe((event) => {
      if (event.type === 'draft' || event.type === 'changed') void read()
    })
    return () => {
      wanted = false
      unsubscribe()
    }
  }, [outbox, personId])
  return drafts
}
