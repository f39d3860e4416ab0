import { type BrowserContext, chromium } from 'playwright-core'
import { browserArgs, ensureBrowser } from '#tests/support/browser-install.ts'
import { openSlowPage, phone, type Throttle } from './bench-phone.ts'
import { type Figure, figure } from './figure.ts'
import { openAndTime, type Sight } from './painted.ts'
import { todayRow } from './warm-start.ts'

type SignInState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Lighthouse's slow 4G; with a latency for every round trip of a new connection it comes to the second. */
const slow4G: Throttle = { latency: 150, throughput: 1600 }
const slow4GByRequest: Throttle = { latency: 562.5, throughput: 1474.6 }

/** Nothing on the phone but, for Today, the sign-in: no worker, no cache, no data. */
export async function benchColdStart(url: string, signedIn: SignInState, runs: number): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: browserArgs,
    headless: true,
  })
  const measure = async (network: Throttle, sight: Sight, storageState?: SignInState) => {
    const samples: number[] = []
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({
        ...phone,
        baseURL: url,
        ...(storageState ? { storageState } : {}),
      })
      const { page } = await openSlowPage(context, network)
      samples.push(await openAndTime(page, '/', [sight]))
      await context.close()
    }
    return samples
  }
  const signIn = { selector: 'label' }
  const conditions = '1.6 Mbit/s, processor slowed 4 times'
  try {
    return [
      figure({
        name: `cold start to a row of Today, 150 ms, ${conditions}`,
        unit: 'ms',
        samples: await measure(slow4G, todayRow, signedIn),
        target: { atMost: 2600 },
      }),
      figure({
        name: `first visit to the sign-in, 150 ms, ${conditions}`,
        unit: 'ms',
        samples: await measure(slow4G, signIn),
        target: { atMost: 2600 },
      }),
      figure({
        name: `cold start to a row of Today, 562 ms for every request, ${conditions}`,
        unit: 'ms',
        samples: await measure(slow4GByRequest, todayRow, signedIn),
      }),
    ]
  } finally {
    await browser.close()
  }
}
