/** Background Sync, which not every browser has. */
type SyncManager = { register(tag: string): Promise<void> }

/** Asks the browser to wake a page when the network is back, where it can. */
export async function askForSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const manager: SyncManager | undefined = registration && Reflect.get(registration, 'sync')
  // Refused in private browsing; the queue goes on with the next start anyway.
  await manager?.register('outbox').catch(() => undefined)
}
