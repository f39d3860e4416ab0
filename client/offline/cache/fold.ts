import { hashKey, type QueryKey } from '@tanstack/react-query'
import { readKey } from '#client/lib/options-proxy.ts'
import type { Registry } from '#client/offline/outbox/command-registry.ts'
import type { OutboxError, OutboxState } from '#client/offline/outbox/outbox-record.ts'
import type { Act, Reader } from '#client/offline/outbox/phone-command.ts'
import { changePages, isPages } from './pages.ts'

/** A command that the server has not confirmed, opened and in the present version of its input. */
export type PendingCommand = {
  commandId: string
  seq: number
  name: string
  input: unknown
  base: number | null
  entities: readonly string[]
  refs: readonly string[]
  /** ISO 8601, the phone's clock. */
  claimedAt: string
  /** `keeping`: shown already, while the phone still writes it down; nothing may be claimed of it. */
  state: OutboxState | 'keeping'
  error: OutboxError | null
  /** Times that it was handed to the network. */
  attempts: number
  dependsOn: readonly string[]
  /** False for what this release cannot read: it is listed and never folded. */
  readable: boolean
}

/** A view's place in the cache: the query's name, and what was asked of it. */
export type Place = { query: string; asked: unknown }

export type Folding = {
  registry: Pick<Registry, 'find'>
  reader: Reader
  /** In the order of the taps. */
  pending: readonly PendingCommand[]
}

export function pendingAct(command: PendingCommand, reader: Reader): Act {
  const { commandId, claimedAt, base } = command
  return { ...reader, id: commandId, at: claimedAt, version: (base ?? 0) + 1, answered: false }
}

const openedBy = ({ registry }: Folding, { readable, name, input }: PendingCommand) =>
  readable ? registry.find(name)?.open(input) : undefined

/** Returns what the screen shows: the server's view with the pending commands applied in the order of the taps. */
export function foldView<View>(view: View, { query, asked }: Place, folding: Folding): View {
  let shown: unknown = view
  for (const command of folding.pending) {
    const change = openedBy(folding, command)?.changes[query]
    if (change) shown = change(shown, { ...pendingAct(command, folding.reader), asked })
  }
  // Every change returns the kind of view that it was given.
  return shown as View
}

/** The same for whatever lies in the cache under a key, in pages or whole. */
export function foldKey<View>(queryKey: QueryKey, view: View, folding: Folding): View {
  const place = readKey(queryKey)
  if (!place || view === undefined || view === null) return view
  if (!place.paged || !isPages(view)) return foldView(view, place, folding)
  return changePages(view, place.asked, (page, asked) => foldView(page, { ...place, asked }, folding))
}

const same = (left: unknown, right: unknown) => hashKey([left]) === hashKey([right])

/** Returns the view that an unsent command made at this place, with all that was done to it since; undefined without one. */
export function madeView<View>(place: Place, folding: Folding): View | undefined {
  for (const command of folding.pending) {
    const make = openedBy(folding, command)?.makes[place.query]
    const made = make?.(pendingAct(command, folding.reader))
    if (made && same(made.asked, place.asked)) return foldView(made.view as View, place, folding)
  }
  return undefined
}
