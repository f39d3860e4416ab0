import type { TestProject } from 'vitest/node'
import { buildClient } from '#server/build-client.ts'
import { ensureBrowser } from './browser-install.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string
  }
}

/** Vitest global set-up of the browser tests: a browser, and the client built from the sources as they are. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', ensureBrowser())
  await buildClient()
}
