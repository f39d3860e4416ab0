import { onAnswered, queries } from '#client/lib/trpc.ts'
import type { Session } from './session.ts'
import { sessionState } from './session-state.ts'

/** Milliseconds: a phone that lies open without a network is looked at this often. */
const checkEvery = 60_000

/** Takes the copies off the screen and out of memory; on the phone they are encrypted. */
export function lockCopies(session: Session): void {
  const state = sessionState.get()
  if (state.kind !== 'open' || state.session !== session || state.locked) return
  sessionState.set({ ...state, locked: true })
  queries.clear()
}

/** Shows the copies again: the server has just answered. */
export async function openCopies(session: Session): Promise<void> {
  await session.cache.recordAnswer()
  const isLocked = () => {
    const state = sessionState.get()
    return state.kind === 'open' && state.session === session && state.locked
  }
  if (!isLocked()) return
  await session.cache.restoreHome(queries)
  const state = sessionState.get()
  if (state.kind === 'open' && isLocked()) sessionState.set({ ...state, locked: false })
}

/** Locks the copies when the server has been silent for too long, and opens them at its answer. Answers with what ends it. */
export function watchCopies(session: Session): () => void {
  const { platform, personId } = session.offline.outbox
  const check = () =>
    void session.cache.isLocked().then((locked) => {
      if (locked) lockCopies(session)
    })
  const timer = setInterval(check, checkEvery)
  const stops = [
    onAnswered((answeredTo) => {
      if (answeredTo === personId) void openCopies(session)
    }),
    platform.onWake(check),
    () => clearInterval(timer),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
