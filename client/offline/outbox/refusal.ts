/** Why the phone itself, and not the server, says no. */
export type RefusalReason =
  /** No room left, even after the read cache was emptied. The editor keeps the text. */
  | 'storage-full'
  /** The phone's storage does not work at all. The editor keeps the text. */
  | 'storage-broken'
  /** Work was kept locked at sign-out: only the same person's next sign-in opens it. */
  | 'locked'
  /** The browser opened another database in the place of the one that held this person's work. */
  | 'lost'
  /** The person signed out, perhaps in another tab. */
  | 'signed-out'
  /** The command is on its way right now: neither discarded nor edited. */
  | 'being-sent'
  /** What was shown to the person when they chose is no longer what is there: ask again. */
  | 'changed'
  /** No such command here; it may have been sent meanwhile. */
  | 'gone'
  /** It waits for another command that needs attention first. */
  | 'depends'

export class OfflineRefusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'OfflineRefusal'
    this.reason = reason
  }
}

/** Returns whether the person's session on this phone is over, or was locked. */
export const isSignedOut = (thrown: unknown): boolean =>
  thrown instanceof OfflineRefusal && (thrown.reason === 'signed-out' || thrown.reason === 'locked')

export function isStorageFull(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(error.name)
}

/** Whatever storage threw, as a refusal that the editor understands. */
export function storageRefusal(error: unknown): OfflineRefusal {
  if (error instanceof OfflineRefusal) return error
  return new OfflineRefusal(isStorageFull(error) ? 'storage-full' : 'storage-broken', { cause: error })
}

/** Returns whether the phone refused because it has no room left. */
export const isRefusedAsFull = (thrown: unknown): boolean =>
  thrown instanceof OfflineRefusal && thrown.reason === 'storage-full'
