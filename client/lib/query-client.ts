import { onlineManager, QueryClient } from '@tanstack/react-query'
import { errorCodes } from '#shared/core/errors.ts'
import { toAppError } from './app-error.ts'
import { connection } from './connection.ts'

/** Milliseconds after which opening a screen asks the server again; what changes meanwhile arrives live. */
const fresh = 30_000

/** The read cache: writes are in the outbox. Only what may pass by itself is asked again, twice. */
export function createQueryClient(): QueryClient {
  onlineManager.setEventListener((setOnline) => connection.subscribe(() => setOnline(connection.now())))
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: fresh,
        // A timer longer than 2^31 ms fires at once, so what was read stays for the page's life.
        gcTime: Number.POSITIVE_INFINITY,
        // Asks storage before the network even when offline: 'online' would pause before the persister is asked.
        networkMode: 'offlineFirst',
        // Without a network it would be held until there is one, and whoever waits for it with it; then it is asked anew.
        retry: (failures, error) =>
          failures < 2 && connection.now() && errorCodes[toAppError(error).code].retry === 'later',
      },
    },
  })
}
