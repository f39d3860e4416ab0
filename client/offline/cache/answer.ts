import type { QueryClient } from '@tanstack/react-query'
import { pathKey, queryKey, readKey } from '#client/lib/options-proxy.ts'
import type { Act, Reader } from '#client/offline/outbox/phone-command.ts'
import type { Delivered } from '#client/offline/sync/attempt.ts'
import { changePages, isPages } from './pages.ts'

/**
 * Puts the server's answer into the read cache: the same changes that showed the command while it was unsent. A read
 * that started before this write must not overwrite it, so those of the changed queries are ended first.
 */
export async function answerInto(
  queries: QueryClient,
  { record, command, input, result }: Delivered,
  reader: Reader,
): Promise<void> {
  const opened = command.open(input)
  // The next read of the server shows it.
  if (!opened) return
  const { at, version } = result
  const act: Act = { ...reader, id: record.commandId, at, version, answered: true }
  for (const [query, change] of Object.entries(opened.changes)) {
    const filter = { queryKey: pathKey(query) }
    await queries.cancelQueries(filter)
    for (const [key, view] of queries.getQueriesData(filter)) {
      const place = readKey(key)
      if (view === undefined || !place) continue
      const changeOne = (item: unknown, asked: unknown) => change(item, { ...act, asked })
      const now =
        isPages(view) && place.paged
          ? changePages(view, place.asked, changeOne)
          : changeOne(view, place.asked)
      if (now !== view) queries.setQueryData(key, now)
    }
  }
  for (const [query, make] of Object.entries(opened.makes)) {
    const { asked, view } = make(act)
    queries.setQueryData(queryKey(query, asked), (known: unknown) => known ?? view)
  }
  // As old as nothing: the server's own is read as soon as somebody looks.
  await Promise.all(opened.rereads.map((query) => queries.invalidateQueries({ queryKey: pathKey(query) })))
}
