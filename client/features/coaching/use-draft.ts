import { useCallback, useEffect, useRef, useState } from 'react'
import { listDrafts, readDraft, removeDraft, saveDraft } from '#client/offline/drafts.ts'
import { useOffline } from '#client/offline/offline-context.ts'
import { isForm, type NoteForm } from './note-form.ts'

/** Milliseconds of writing that an app kill may cost. */
const keepEvery = 400

const ofNew = 'note:new:'
/** One unfinished note per person and coached point, and one per note that is being revised. */
export const newDraftKey = (personId: string, point: string | undefined) =>
  point ? `${ofNew}${personId}:${point}` : `${ofNew}${personId}`
export const editDraftKey = (noteId: string) => `note:${noteId}`

/** What was kept for this editor; undefined while the phone looks, null where there is nothing. */
export function useKeptForm(draftKey: string): NoteForm | null | undefined {
  const { outbox } = useOffline()
  const [found, setFound] = useState<{ key: string; form: NoteForm | null }>()
  useEffect(() => {
    let wanted = true
    readDraft(outbox, draftKey)
      // A draft that cannot be opened must not keep the editor shut.
      .catch(() => null)
      .then((draft) => {
        const form = draft && isForm(draft.value) ? draft.value : null
        if (wanted) setFound({ key: draftKey, form })
      })
    return () => {
      wanted = false
    }
  }, [outbox, draftKey])
  return found?.key === draftKey ? found.form : undefined
}

export type Keeping = 'nothing' | 'keeping' | 'kept' | 'refused'

/**
 * Keeps the form on the phone while it is written: a moment after each change, and at once when the page goes out of
 * sight. `end` stops it for good, before the form becomes a command or is thrown away; `resume` undoes that.
 */
export function useDraftKeeper(draftKey: string, form: NoteForm, dirty: boolean) {
  const { outbox } = useOffline()
  const [keeping, setKeeping] = useState<Keeping>('nothing')
  const latest = useRef(form)
  const stored = useRef(form)
  const ended = useRef(false)
  const timer = useRef<number>(undefined)
  latest.current = form

  const keep = useCallback(async () => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    if (ended.current || stored.current === latest.current) return
    const now = latest.current
    stored.current = now
    try {
      await saveDraft(outbox, draftKey, now)
      if (latest.current === now) setKeeping('kept')
    } catch {
      stored.current = { ...now }
      setKeeping('refused')
    }
  }, [outbox, draftKey])

  useEffect(() => {
    if (!dirty || ended.current || stored.current === form) return
    setKeeping((before) => (before === 'kept' ? before : 'keeping'))
    timer.current ??= window.setTimeout(() => void keep(), keepEvery)
  }, [form, dirty, keep])

  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') void keep()
    }
    const leaving = () => void keep()
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', leaving)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', leaving)
      if (timer.current !== undefined) void keep()
    }
  }, [keep])

  const end = useCallback(() => {
    ended.current = true
    window.clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  const resume = useCallback(() => {
    ended.current = false
    stored.current = { ...latest.current }
    void keep()
  }, [keep])
  const discard = useCallback(async () => {
    end()
    await removeDraft(outbox, draftKey)
  }, [end, outbox, draftKey])
  return { keeping, end, resume, discard }
}

/** A note about this person that was begun and not finished. */
export type OpenDraft = { draftKey: string; form: NoteForm; savedAt: number }

/** New notes about this person that were begun on this phone, the latest first. */
export function useOpenDrafts(personId: string): readonly OpenDraft[] {
  const { outbox } = useOffline()
  const [drafts, setDrafts] = useState<readonly OpenDraft[]>([])
  useEffect(() => {
    let wanted = true
    const own = `${ofNew}${personId}`
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
