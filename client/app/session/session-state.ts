import type { Session } from './session.ts'

export type SessionState =
  | { kind: 'starting' }
  | { kind: 'signed-out' }
  /**
   * `expired`: the server wants the person to sign in again; `asking`: and the question is on the screen; `locked`: nothing
   * of the copies is shown before the server answers.
   */
  | { kind: 'open'; session: Session; expired: boolean; asking: boolean; locked: boolean }
  /** This browser's storage does not work: nothing could be kept safe. */
  | { kind: 'broken' }

let state: SessionState = { kind: 'starting' }
const listeners = new Set<() => void>()

export const sessionState = {
  get: (): SessionState => state,
  set(next: SessionState): void {
    state = next
    for (const listener of [...listeners]) listener()
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** The server said that the session has expired: the screen and the queue stay as they are, and the person is asked. */
export function sessionExpired(): void {
  if (state.kind === 'open') sessionState.set({ ...state, expired: true, asking: true })
}

/** The question may wait: what is on the phone can still be read. */
export function askAgain(asking: boolean): void {
  if (state.kind === 'open' && state.expired) sessionState.set({ ...state, asking })
}
