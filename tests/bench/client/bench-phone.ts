import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from 'playwright-core'
import { browserArgs, ensureBrowser } from '#tests/support/browser-install.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { watchPaints } from './painted.ts'

/** A phone of the middle class beside the machine that measures. */
const slower = 4

export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: 'ko-KR',
  timezoneId: 'Asia/Seoul',
  serviceWorkers: 'allow',
} as const satisfies BrowserContextOptions

export interface BenchPhone {
  context: BrowserContext
  /** Chromium's own debugging port, for Lighthouse. */
  port: number
  close(): Promise<void>
}

/** A browser with a profile on the disk, as an installed app has it: its storage and its caches are the real ones. */
export async function openBenchPhone(baseURL: string): Promise<BenchPhone> {
  const profile = await mkdtemp(path.join(tmpdir(), 'dure-bench-phone-'))
  const port = await freePort()
  const context = await chromium.launchPersistentContext(profile, {
    ...phone,
    baseURL,
    executablePath: ensureBrowser('whole'),
    args: [...browserArgs, `--remote-debugging-port=${port}`],
    headless: true,
  })
  return {
    context,
    port,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

export interface Throttle {
  /** Milliseconds from a request to its answer's first byte. */
  latency: number
  /** Kilobits per second, both ways. */
  throughput: number
}

/** A page with the processor slowed four times, and the network too where it is given. */
export async function openSlowPage(
  context: BrowserContext,
  network?: Throttle,
): Promise<{ page: Page; session: CDPSession }> {
  const page = await context.newPage()
  await watchPaints(page)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  if (network) {
    const bytes = (network.throughput * 1000) / 8
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    })
  }
  return { page, session }
}

export async function signInOnPage(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto('/')
  await page.locator('input[type=email]').fill(person.email)
  await page.locator('input[type=password]').fill(person.password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').first().waitFor()
}
