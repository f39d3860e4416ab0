import { openRegistry } from '#client/app/session/registry.ts'
import type { QueryName } from '#client/lib/trpc.ts'
import { type Folding, foldView, madeView, type PendingCommand } from '#client/offline/cache/fold.ts'
import type { Person } from '#client/offline/outbox/phone-command.ts'

const registry = openRegistry()
await registry.ready(['people.', 'audits.', 'coaching.', 'checkIns.', 'escalations.', 'today.', 'inbox.'])

let seq = 0
/** A command as it waits on the phone of a test. */
export function pendingCommand(
  name: string,
  input: unknown,
  rest: Partial<PendingCommand> = {},
): PendingCommand {
  seq += 1
  return {
    ...{
      commandId: `00000000-0000-7000-9000-${String(seq).padStart(12, '0')}`,
      seq,
      name,
      input,
      base: null,
    },
    ...{ entities: [], refs: [], dependsOn: [], claimedAt: `2026-11-26T09:00:0${seq % 10}.000Z` },
    ...{ state: 'waiting', error: null, attempts: 0, readable: true },
    ...rest,
  }
}

/** What one person's phone shows of a query with unsent commands over it. `names` are those that it knows, by id. */
export function screenOf(by: Person, names: Readonly<Record<string, string>> = {}) {
  const folding = (pending: readonly PendingCommand[]): Folding => ({
    ...{ registry, pending },
    reader: { by, nameOf: (id) => names[id] ?? null },
  })
  return {
    shown: <View>(query: QueryName, view: View, pending: readonly PendingCommand[], asked?: unknown): View =>
      foldView(view, { query, asked }, folding(pending)),
    made: <View>(query: QueryName, asked: unknown, pending: readonly PendingCommand[]): View | undefined =>
      madeView<View>({ query, asked }, folding(pending)),
  }
}
