import { useEffect } from 'react'

/** Held, shared, by every editor of any tab that has text which is not on its way yet. */
export const editingLock = 'dure-editing'

/** Until the answer is called, an update of the app waits: it would load the page anew. */
export function holdUnsentEdit(): () => void {
  const ended = new AbortController()
  let release = () => {}
  const untilReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks
    .request(editingLock, { mode: 'shared', signal: ended.signal }, () => untilReleased)
    // Ended before the lock was given.
    .catch(() => undefined)
  return () => {
    ended.abort()
    release()
  }
}

/** While `dirty`, nothing loads the page anew under the writer's hands. */
export function useUnsentEdit(dirty: boolean): void {
  useEffect(() => (dirty ? holdUnsentEdit() : undefined), [dirty])
}

/** Resolves with true when `run` could go ahead because no editor of any tab is dirty. */
export function unlessEditing(run: () => void): Promise<boolean> {
  return navigator.locks.request(editingLock, { ifAvailable: true }, async (lock) => {
    if (lock) run()
    return lock !== null
  })
}
