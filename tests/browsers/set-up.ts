import { buildClient } from '#server/build-client.ts'
import { ensureEngines } from '#tests/support/browser-install.ts'

/** Brings the browsers, and builds the client from the sources as they are. */
export async function setup(): Promise<void> {
  ensureEngines()
  await buildClient()
}
