import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readDraft, removeDraft, saveDraft } from '#client/offline/outbox/drafts.ts'
import { givenBack, release } from '#client/offline/outbox/given-back.ts'
import { useOffline } from './offline-context.ts'

/** Milliseconds of writing that an app kill may cost. */
const keepEvery = 400

/**
 * Returns what was kept for this editor, or given back to it; undefined while the phone looks, null where there is
 * nothing or where a draft of an older release is no form any more (`isForm`, which must not change between renders).
 */
export function useKeptForm<Form>(
  draftKey: string,
  isForm: (value: unknown) => value is Form,
): Form | null | undefined {
  const { outbox } = useOffline()
  const back = useMemo(() => givenBack(outbox, draftKey)?.form, [outbox, draftKey])
  const [found, setFound] = useState<{ key: string; form: Form | null }>()
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
  }, [outbox, draftKey, isForm])
  if (isForm(back)) return back
  return found?.key === draftKey ? found.form : undefined
}

export type Keeping = 'nothing' | 'keeping' | 'kept' | 'refused'

/**
 * Keeps the form on the phone while it is written: a moment after each change, and at once when the page goes out of
 * sight; a form that `isEmpty` keeps no draft. `end` stops it for good, before the form becomes a command or is thrown
 * away; `resume` undoes that.
 */
export function useDraftKeeper<Form extends object>(
  draftKey: string,
  form: Form,
  dirty: boolean,
  { isEmpty }: { isEmpty?: (form: Form) => boolean } = {},
) {
  const { outbox } = useOffline()
  const [keeping, setKeeping] = useState<Keeping>('nothing')
  const latest = useRef(form)
  const stored = useRef(form)
  const ended = useRef(false)
  const timer = useRef<number>(undefined)
  const empty = useRef(isEmpty)
  latest.current = form
  empty.current = isEmpty

  const keep = useCallback(async () => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    if (ended.current || stored.current === latest.current) return
    const now = latest.current
    stored.current = now
    try {
      if (empty.current?.(now)) await removeDraft(outbox, draftKey)
      else await saveDraft(outbox, draftKey, now)
      release(outbox, draftKey)
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
    release(outbox, draftKey)
  }, [outbox, draftKey])
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
