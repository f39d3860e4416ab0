import type { OutboxRecord } from './outbox-record.ts'

type Touched = Pick<OutboxRecord, 'commandId' | 'entities'>

/** Which of `earlier` must be confirmed before a command with these `entities` and `refs` may be sent. */
export function dependenciesOf(
  command: Pick<OutboxRecord, 'entities' | 'refs'>,
  earlier: readonly Touched[],
): string[] {
  const touches = new Set([...command.entities, ...command.refs])
  return earlier
    .filter((touched) => touched.entities.some((id) => touches.has(id)))
    .map((touched) => touched.commandId)
}

/** Everything that depends on the command, directly or through others, in order; without the command itself. */
export function dependentsOf(commandId: string, records: readonly OutboxRecord[]): OutboxRecord[] {
  const gone = new Set([commandId])
  return records.filter((record) => {
    if (record.commandId === commandId || !record.dependsOn.some((id) => gone.has(id))) return false
    gone.add(record.commandId)
    return true
  })
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place])
}

/**
 * Returns what a record should look like behind these `earlier` ones: it depends on those that it touches, needs
 * attention as long as one of them does, and is free again when that one is settled.
 */
export function linked(record: OutboxRecord, earlier: readonly OutboxRecord[]): OutboxRecord {
  const dependsOn = dependenciesOf(record, earlier)
  const blocker = earlier.find(
    (record) => record.state === 'attention' && dependsOn.includes(record.commandId),
  )
  const onlyWaited = record.error?.code === 'DEPENDS'
  if (blocker) {
    const because = blocker.error?.because ?? blocker.commandId
    if (record.state === 'attention' && (!onlyWaited || record.error?.because === because)) {
      return sameIds(dependsOn, record.dependsOn) ? record : { ...record, dependsOn }
    }
    return { ...record, dependsOn, state: 'attention', error: { code: 'DEPENDS', details: {}, because } }
  }
  if (record.state === 'attention' && onlyWaited) {
    return { ...record, dependsOn, state: 'waiting', error: null, nextAttemptAt: 0 }
  }
  return sameIds(dependsOn, record.dependsOn) ? record : { ...record, dependsOn }
}

/** Brings all of a person's records, given in order, to that state. Answers with those that changed. */
export function relink(records: readonly OutboxRecord[]): OutboxRecord[] {
  const earlier: OutboxRecord[] = []
  const changed: OutboxRecord[] = []
  for (const record of records) {
    const now = linked(record, earlier)
    earlier.push(now)
    if (now !== record) changed.push(now)
  }
  return changed
}
