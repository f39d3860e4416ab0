import type { TestProject } from 'vitest/node'
import { buildClient } from '#server/build-client.ts'
import { type BrowserKind, ensureBrowser } from './browser-install.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string
    /** Given by the project; the shell where it says nothing. */
    browserKind: BrowserKind
  }
}

/** Vitest global set-up of the browser tests: a browser, and the client built from the sources as they are. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', ensureBrowser(project.getProvidedContext().browserKind))
  await buildClient()
}
