import { type Api, mutate } from '#client/lib/trpc.ts'
import type { Send } from '#client/offline/sync/attempt.ts'

/** The way of every command to the server, by its contract's name. The client's requests say who sends. */
export const sendBy =
  (api: Api): Send =>
  ({ name, meta, input }, signal) =>
    mutate(api, name, { meta, input }, signal)
