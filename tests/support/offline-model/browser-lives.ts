import type { Browser } from 'playwright-core'
import { buildModelPage } from './browser-phone.ts'
import { runInBrowser } from './browser-run.ts'
import { startCrashableApp } from './crashable-app.ts'

/** Worlds that live side by side, each with a server of its own to kill. */
export const browserLanes = 2

export interface BrowserRun {
  seed: number
  problems: string[]
}
export interface BrowserLivesOptions {
  baseSeed: number
  lives: number
  /** One for each lane. */
  databases: readonly { ownerUrl: string; appUrl: string; keyFile: string }[]
  onRun?(run: BrowserRun, done: number): void
}

/** Runs lives of 60 commands in the browser, with the seeds from `baseSeed` on; stops at the third that breaks a promise. */
export async function runBrowserLives(
  browser: Browser,
  { baseSeed, lives, databases, onRun }: BrowserLivesOptions,
): Promise<{ done: number; failed: BrowserRun[] }> {
  const program = await buildModelPage()
  const failed: BrowserRun[] = []
  let next = baseSeed
  let done = 0
  await Promise.all(
    databases.map(async (database) => {
      const app = await startCrashableApp(database)
      while (next < baseSeed + lives && failed.length < 3) {
        const seed = next++
        const problems = await runInBrowser(browser, { app, program, seed, commands: 60 })
        done += 1
        if (problems.length > 0) failed.push({ seed, problems })
        onRun?.({ seed, problems }, done)
      }
      await app.stop()
    }),
  )
  return { done, failed }
}
