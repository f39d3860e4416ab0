import type { ReadCache } from '#client/offline/cache/cache.ts'
import { forgetApart } from '#client/offline/outbox/apart.ts'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import { readAsPerson, writeWithRoom } from '#client/offline/outbox/outbox.ts'
import { commandsInOrder, ofPerson } from '#client/offline/outbox/outbox-database.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { forgetCopies } from '#client/offline/outbox/sent-copies.ts'
import { drainLock, type Sync } from './sync.ts'

/** Lists what would be left behind: ids only, in the order of the taps. */
export type UnsentWork = { commandIds: string[]; draftKeys: string[] }

export type SignOutChoice =
  /** Send what can be sent, then sign out if nothing is left. */
  | { kind: 'send-first' }
  /** It stays on this phone; only this person's next sign-in opens it. */
  | { kind: 'keep-locked' }
  /** Delete exactly these, as they were shown. */
  | { kind: 'delete'; shown: UnsentWork }

export type SignOutOutcome =
  /** The phone holds nothing readable of this person any more; the session may be ended now. */
  | { kind: 'signed-out' }
  /** Nothing was changed, or something is left: show it and let the person choose. */
  | { kind: 'ask'; unsent: UnsentWork; choices: readonly SignOutChoice['kind'][] }

type Parts = { outbox: Outbox; sync: Sync; cache: Pick<ReadCache, 'clear'> | null }

export async function unsentWork(outbox: Outbox): Promise<UnsentWork> {
  return readAsPerson(outbox, ['commands', 'drafts'], async (tx) => {
    const commands = await commandsInOrder(tx, outbox.personId)
    const drafts = await tx.objectStore('drafts').getAllKeys(ofPerson(outbox.personId))
    return {
      commandIds: commands.map((command) => command.commandId),
      draftKeys: drafts.map(([, draftKey]) => draftKey),
    }
  })
}

const isEmpty = (work: UnsentWork) => work.commandIds.length === 0 && work.draftKeys.length === 0
const within = (now: readonly string[], shown: readonly string[]) => now.every((item) => shown.includes(item))

function ask(unsent: UnsentWork): SignOutOutcome {
  // A draft alone cannot be sent: only its author knows whether it is finished.
  const choices: SignOutChoice['kind'][] =
    unsent.commandIds.length > 0 ? ['send-first', 'keep-locked', 'delete'] : ['keep-locked', 'delete']
  return { kind: 'ask', unsent, choices }
}

/**
 * Deletes what was shown, or nothing at all when more is there by now, and forgets the key. Under the drain lock, so
 * that nothing is on its way in any tab.
 */
async function erase(outbox: Outbox, shown: UnsentWork): Promise<void> {
  const { personId, connection, platform } = outbox
  const everything = () =>
    connection.write(['commands', 'drafts', 'persons', 'keys', 'ownVersions'], 'strict', async (tx) => {
      const commands = await commandsInOrder(tx, personId)
      const drafts = await tx.objectStore('drafts').getAllKeys(ofPerson(personId))
      const ids = commands.map((command) => command.commandId)
      const keys = drafts.map(([, draftKey]) => draftKey)
      if (!within(ids, shown.commandIds) || !within(keys, shown.draftKeys)) {
        throw new OfflineRefusal('changed')
      }
      for (const id of ids) await tx.objectStore('commands').delete(id)
      await tx.objectStore('drafts').delete(ofPerson(personId))
      await tx.objectStore('ownVersions').delete(ofPerson(personId))
      const row = await tx.objectStore('persons').get(personId)
      if (row?.keyId) await tx.objectStore('keys').delete(row.keyId)
      if (row) await tx.objectStore('persons').put({ ...row, keyId: null, locked: false })
    })
  await platform.locks.request(drainLock(personId), {}, () => writeWithRoom(outbox, everything))
  forgetApart(outbox)
  await forgetCopies(outbox)
}

async function keepLocked(outbox: Outbox): Promise<void> {
  const lock = () =>
    outbox.connection.write(['persons'], 'strict', async (tx) => {
      const row = await tx.objectStore('persons').get(outbox.personId)
      if (row) await tx.objectStore('persons').put({ ...row, locked: true })
    })
  await writeWithRoom(outbox, lock)
}

/**
 * Keeps what was not sent locked for this person's next sign-in and lets go of every copy. It asks nothing and waits for
 * nothing that another tab may hold: for a session that was ended. Every tab of this person hears of it.
 */
export async function lockAway({ outbox, cache }: Pick<Parts, 'outbox' | 'cache'>): Promise<void> {
  try {
    // First: whatever fails afterwards, other people's data is gone.
    await cache?.clear()
    await keepLocked(outbox)
    await forgetCopies(outbox)
  } finally {
    outbox.events.announce({ type: 'signed-out' })
  }
}

/**
 * Signs the person out of this phone. Call it without a choice first: with unsent work it answers `ask` and changes
 * nothing. Every tab of this person hears of it. End the server's session after `signed-out`, not before: sending
 * first needs it.
 */
export async function signOut(parts: Parts, choice?: SignOutChoice): Promise<SignOutOutcome> {
  const { outbox, sync, cache } = parts
  if (choice?.kind === 'send-first') await sync.sendNow()
  if (choice?.kind === 'keep-locked') {
    await keepLocked(outbox)
  } else {
    const shown = choice?.kind === 'delete' ? choice.shown : { commandIds: [], draftKeys: [] }
    const unsent = await unsentWork(outbox)
    if (!isEmpty(unsent) && choice?.kind !== 'delete') return ask(unsent)
    try {
      await erase(outbox, shown)
    } catch (thrown) {
      if (!(thrown instanceof OfflineRefusal && thrown.reason === 'changed')) throw thrown
      return ask(await unsentWork(outbox))
    }
  }
  outbox.events.announce({ type: 'signed-out' })
  await sync.stop()
  await cache?.clear()
  return { kind: 'signed-out' }
}
