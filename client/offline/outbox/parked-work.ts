import { dependentsOf } from './dependencies.ts'
import { type NewCommand, type Outbox, writeWithRoom } from './outbox.ts'
import { commandsInOrder, type OutboxWrite } from './outbox-database.ts'
import { type OutboxRecord, recordContext } from './outbox-record.ts'
import { personInside } from './person-key.ts'
import { OfflineRefusal } from './refusal.ts'
import { seal } from './seal.ts'
import { storeLinked } from './store-linked.ts'

function find(records: OutboxRecord[], commandId: string): OutboxRecord {
  const record = records.find((record) => record.commandId === commandId)
  if (!record) throw new OfflineRefusal('gone')
  if (record.state === 'sending') throw new OfflineRefusal('being-sent')
  return record
}

/**
 * Throws away a command together with what depends on it. `shown` are the dependents that the person saw when they
 * chose (see listDependents).
 * @returns those that the server may nevertheless have received, because they were once handed to the network.
 * @throws OfflineRefusal `changed` when other commands depend on it by now: show them and ask again; `being-sent`;
 * `gone`; `storage-full` where what stays could not be written.
 */
export async function discard(
  outbox: Outbox,
  commandId: string,
  shown: readonly string[],
): Promise<string[]> {
  const remove = async (tx: OutboxWrite) => {
    const before = await commandsInOrder(tx, outbox.personId)
    const going = [find(before, commandId), ...dependentsOf(commandId, before)]
    if (going.some((record) => record.commandId !== commandId && !shown.includes(record.commandId))) {
      throw new OfflineRefusal('changed')
    }
    await storeLinked(
      tx,
      before,
      before.filter((record) => !going.includes(record)),
    )
    return going
  }
  const gone = await writeWithRoom(outbox, () => outbox.connection.write(['commands'], 'strict', remove))
  outbox.events.announce({ type: 'discarded', commandIds: gone.map((record) => record.commandId) })
  return gone.filter((record) => record.attempts > 0).map((record) => record.commandId)
}

/**
 * Sends a parked command again as it is, under the same id: should the server have it after all, it stays one write.
 * @throws OfflineRefusal `depends` when it only waits for another one: send that one again; `storage-full`.
 */
export async function retry(outbox: Outbox, commandId: string): Promise<void> {
  const free = async (tx: OutboxWrite) => {
    const before = await commandsInOrder(tx, outbox.personId)
    const parked = find(before, commandId)
    if (parked.error?.code === 'DEPENDS') throw new OfflineRefusal('depends')
    const again: OutboxRecord = { ...parked, state: 'waiting', attempts: 0, nextAttemptAt: 0, error: null }
    await storeLinked(
      tx,
      before,
      before.map((record) => (record === parked ? again : record)),
    )
  }
  await writeWithRoom(outbox, () => outbox.connection.write(['commands'], 'strict', free))
  outbox.events.announce({ type: 'changed' })
}

/**
 * Puts an edited command in the place of one that is not on its way. It gets an id of its own, because it is another
 * write than the one that was refused, and keeps the place, so that the order per entity and what depends on it stay
 * right. `base` is the version that the person saw while editing.
 * @throws OfflineRefusal `gone`, `being-sent`, `storage-full`: the editor keeps the text.
 */
export async function replaceCommand(
  outbox: Outbox,
  commandId: string,
  command: NewCommand,
): Promise<OutboxRecord> {
  const { platform, personId } = outbox
  const head = {
    personId,
    commandId: command.commandId ?? platform.newId(),
    name: command.name,
    version: command.version,
  }
  const sealed = await seal(platform.crypto, outbox.person.key, {
    value: command.input,
    context: recordContext(head),
  })
  const claimedAt = new Date(platform.clock.now()).toISOString()
  const write = () =>
    outbox.connection.write(['commands', 'persons', 'drafts'], 'strict', async (tx) => {
      await personInside(tx, outbox.person)
      const before = await commandsInOrder(tx, personId)
      const old = find(before, commandId)
      // Once handed to the network and not refused, the server may have it: a second write must not join it.
      if (old.state === 'waiting' && old.attempts > 0) throw new OfflineRefusal('being-sent')
      const edited: OutboxRecord = {
        ...old,
        ...head,
        ...sealed,
        base: command.base,
        entities: [...command.entities],
        refs: [...(command.refs ?? [])],
        claimedAt,
        state: 'waiting',
        attempts: 0,
        nextAttemptAt: command.notBefore ?? 0,
        error: null,
      }
      await storeLinked(
        tx,
        before,
        before.map((record) => (record === old ? edited : record)),
      )
      if (command.draftKey !== undefined) await tx.objectStore('drafts').delete([personId, command.draftKey])
      return (await tx.objectStore('commands').get(edited.commandId)) ?? edited
    })
  const turn = command.draftKey === undefined ? head.commandId : `draft|${command.draftKey}`
  const record = await outbox.inTurn(turn, () => writeWithRoom(outbox, write))
  outbox.events.announce({ type: 'replaced', commandId, by: record.commandId })
  return record
}
