import { isHome } from '#client/app/live/query-places.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { paths } from '#client/lib/paths.ts'
import { api, queries, speakFor } from '#client/lib/trpc.ts'
import { openReadCache } from '#client/offline/cache/cache.ts'
import { closeOutbox, openOutbox } from '#client/offline/outbox/outbox.ts'
import { browserPlatform } from '#client/offline/outbox/platform.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import type { SignOutChoice, SignOutOutcome } from '#client/offline/sync/sign-out.ts'
import { hasPush } from '#client/pwa/push-memory.ts'
import { AppError, saysEnded } from '#shared/core/errors.ts'
import type { Me } from '#shared/people/views.ts'
import { lockCopies, openCopies, watchCopies } from './copies.ts'
import {
  forgetMe,
  isLeaving,
  rememberedByAnother,
  rememberedMe,
  rememberedPersonId,
  rememberMe,
  remembersSomebody,
  setEnded,
  setLeaving,
} from './remembered.ts'
import { openSession, type Session } from './session.ts'
import { sessionState } from './session-state.ts'

let unwatch = () => {}

/** Loads the code that ends a session: hardly any start needs it. */
const signingOut = () => import('#client/offline/sync/sign-out.ts')

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
  const locked = await session.cache.isLocked()
  sessionState.set({ kind: 'open', session, expired: false, asking: false, locked })
  unwatch = watchCopies(session)
}

async function toSignedOut(session: Session): Promise<void> {
  if (hasPush()) void import('#client/pwa/push.ts').then(({ stopPush }) => stopPush())
  forgetMe(session.me.person.personId)
  speakFor(undefined)
  sessionState.set({ kind: 'signed-out' })
  unwatch()
  queries.clear()
  history.replaceState(null, '', paths.today)
  await session.close()
  // Another tab may have let go of the copies; nothing that was on its way here comes after it.
  await session.cache.clear()
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
    } catch (thrown) {
      const personId = rememberedPersonId()
      if (personId && saysEnded(toAppError(thrown))) await endUnread(personId)
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
  setEnded(undefined)
  const before = sessionState.get()
  // This one question is whoever's. What is still on the screen goes on speaking for who was here, and is refused: else
  // it would show, and keep, what is the other person's.
  const me = await api.people.me.query(undefined, { context: { whoever: true } }).catch(cookieRefused)
  if (before.kind === 'open' && before.session.me.person.personId === me.person.personId) {
    sessionState.set({ ...before, expired: false, asking: false })
    await openCopies(before.session)
    before.session.offline.sync.resume()
    await queries.invalidateQueries()
    return
  }
  if (before.kind === 'open') {
    const { signOut } = await signingOut()
    await signOut({ ...before.session.offline, cache: before.session.cache }, { kind: 'keep-locked' })
    await toSignedOut(before.session)
  }
  await open(me, { justSignedIn: true, readAt: Date.now() })
}

/** The server has just accepted the sign-in: nobody is unknown to it but a browser that did not keep the cookie. */
function cookieRefused(thrown: unknown): never {
  throw toAppError(thrown).code === 'UNAUTHORIZED'
    ? new AppError('UNAUTHORIZED', { reason: 'cookie' })
    : thrown
}

let ending = false

/**
 * Lets go of what this phone keeps, because somebody ended the session on the server: the copies and their key go at once,
 * what was not sent stays locked for the person's next sign-in.
 */
export async function endHere(): Promise<void> {
  const state = sessionState.get()
  if (state.kind !== 'open' || ending) return
  ending = true
  const { session } = state
  const { outbox } = session.offline
  try {
    lockCopies(session)
    // A tab that slept may hear late of a session that a tab beside it has replaced: its cookie is good.
    const stands = await api.people.me.query(undefined, { signal: AbortSignal.timeout(3000) }).then(
      () => true,
      () => false,
    )
    if (stands) return
    // Whatever comes of locking, nobody reads on here.
    await lockWork(outbox, session.cache).catch(() => setEnded(0))
    await toSignedOut(session)
  } finally {
    ending = false
  }
}

/** Locks what was not sent, and says on the sign-in how much there is. */
async function lockWork(outbox: Session['offline']['outbox'], cache: Session['cache'] | null): Promise<void> {
  const { lockAway, unsentWork } = await signingOut()
  const count = await unsentWork(outbox).then(
    ({ commandIds, draftKeys }) => commandIds.length + draftKeys.length,
    () => 0,
  )
  setEnded(count)
  await lockAway({ outbox, cache })
}

/** The same for a person whom this release cannot read: their session was never opened here. */
async function endUnread(personId: string): Promise<void> {
  const platform = browserPlatform()
  const cache = openReadCache({ personId, platform, schemaVersion: '', isHome, offlineFor: () => 0 })
  await cache.clear()
  forgetMe(personId)
  try {
    const outbox = await openOutbox({ personId, platform })
    await lockWork(outbox, null)
    closeOutbox(outbox)
  } catch {
    // Locked already, or without storage.
    setEnded(0)
  }
}

/** Signs out of this phone. With unsent work it answers `ask` and changes nothing until a choice is given. */
export async function leave(session: Session, choice?: SignOutChoice): Promise<SignOutOutcome> {
  const parts = { ...session.offline, cache: session.cache }
  const { signOut } = await signingOut()
  const outcome = await signOut(parts, choice)
  if (outcome.kind === 'signed-out') {
    const ended = endOnServer()
    await toSignedOut(session)
    await ended
  }
  return outcome
}
