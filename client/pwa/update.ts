import { editingLock, unlessEditing } from '#client/lib/unsent-edit.ts'

const listeners = new Set<() => void>()
/** An hour, in milliseconds: an app that stays open looks for a new version when it comes to the front. */
const checkEvery = 3_600_000

let waiting: ServiceWorker | undefined
let reloading = false

function offer(worker: ServiceWorker | null): void {
  // Without a controller this is the first worker: there is nothing to update.
  if (!worker || !navigator.serviceWorker.controller) return
  waiting = worker
  for (const listener of [...listeners]) listener()
}

const activate = () => waiting?.postMessage({ type: 'activate' })

/** Follows a registration from its worker's arrival to the new version's turn. */
export function watchUpdates(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => found.state === 'installed' && offer(registration.waiting))
  })
  let controlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker holds the version that this page runs.
    const first = !controlled
    controlled = true
    if (first || reloading) return
    reloading = true
    // Another tab may have applied it while this one is being written in.
    void navigator.locks.request(editingLock, async () => window.location.reload())
  })
  let checkedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedAt < checkEvery) return
    checkedAt = Date.now()
    registration.update().catch(() => undefined)
  })
}

/** A version that is installed and waits for its turn. */
export const update = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isReady: (): boolean => waiting !== undefined,
  /** Answers false, and does nothing, while any tab holds text that is not on its way. */
  applyNow: (): Promise<boolean> => unlessEditing(activate),
  /** As soon as no editor of any tab is dirty. */
  applyWhenSafe: (): Promise<void> => navigator.locks.request(editingLock, async () => activate()),
}
