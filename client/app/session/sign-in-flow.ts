import { toAppError } from '#client/lib/app-error.ts'
import { paths } from '#client/lib/paths.ts'
import { api, queries, speakFor } from '#client/lib/trpc.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { type SignOutChoice, type SignOutOutcome, signOut } from '#client/offline/sync/sign-out.ts'
import { hasPush } from '#client/pwa/push-memory.ts'
import type { Me } from '#shared/people/views.ts'
import {
  forgetMe,
  isLeaving,
  rememberedByAnother,
  rememberedMe,
  rememberMe,
  remembersSomebody,
  setLeaving,
} from './remembered.ts'
import { openSession, type Session } from './session.ts'
import { sessionState } from './session-state.ts'

async function open(me: Me, options?: Parameters<typeof openSession>[1]): Promise<void> {
  let session: Session
  try {
    session = await openSession(me, options)
  } catch (thrown) {
    const locked = thrown instanceof OfflineRefusal && thrown.reason === 'locked'
    return sessionState.set({ kind: locked ? 'signed-out' : 'broken' })
  }
  rememberMe(me)
  session.offline.outbox.events.subscribe((event, here) => {
    // Another tab signed out; it also tells the server.
    if (event.type === 'signed-out' && !here) void toSignedOut(session)
  })
  sessionState.set({ kind: 'open', session, expired: false, asking: false })
}

async function toSignedOut(session: Session): Promise<void> {
  if (hasPush()) void import('#client/pwa/push.ts').then(({ stopPush }) => stopPush())
  forgetMe(session.me.person.personId)
  speakFor(undefined)
  sessionState.set({ kind: 'signed-out' })
  queries.clear()
  history.replaceState(null, '', paths.today)
  await session.close()
}

/** Tells the server that this phone's session is over, now or, without a network, at the next start. */
async function endOnServer(): Promise<void> {
  setLeaving(true)
  try {
    await api.auth.signOut.mutate(undefined, { signal: AbortSignal.timeout(5000) })
  } catch (thrown) {
    if (toAppError(thrown).code !== 'UNAUTHORIZED') return
  }
  setLeaving(false)
}

/** A sign-out that the server could not hear of is said as soon as it can be. */
export async function finishLeaving(): Promise<void> {
  if (isLeaving()) await endOnServer()
}

/** At the start of a page: who was signed in here still is, network or not. */
export async function resume(): Promise<void> {
  const known = rememberedMe() ?? (await rememberedByAnother())
  if (known) return open(known)
  if (remembersSomebody()) {
    try {
      return await open(await api.people.me.query(), { readAt: Date.now() })
    } catch {
      // Signed out meanwhile, or no network: the sign-in says which.
    }
  }
  sessionState.set({ kind: 'signed-out' })
  void finishLeaving()
}

/**
 * After the server accepted a sign-in. The same person goes on where they were; another one never meets what the first
 * left on this phone: their work stays locked until they come back, their copies go.
 * @throws AppError when the server does not answer.
 */
export async function enter(): Promise<void> {
  setLeaving(false)
  const before = sessionState.get()
  // This one question is whoever's. What is still on the screen goes on speaking for who was here, and is refused: else
  // it would show, and keep, what is the other person's.
  const me = await api.people.me.query(undefined, { context: { whoever: true } })
  if (before.kind === 'open' && before.session.me.person.personId === me.person.personId) {
    sessionState.set({ ...before, expired: false, asking: false })
    before.session.offline.sync.resume()
    await queries.invalidateQueries()
    return
  }
  if (before.kind === 'open') {
    await signOut({ ...before.session.offline, cache: before.session.cache }, { kind: 'keep-locked' })
    await toSignedOut(before.session)
  }
  await open(me, { justSignedIn: true, readAt: Date.now() })
}

/** Signs out of this phone. With unsent work it answers `ask` and changes nothing until a choice is given. */
export async function leave(session: Session, choice?: SignOutChoice): Promise<SignOutOutcome> {
  const parts = { ...session.offline, cache: session.cache }
  const outcome = await signOut(parts, choice)
  if (outcome.kind === 'signed-out') {
    const ended = endOnServer()
    await toSignedOut(session)
    await ended
  }
  return outcome
}
