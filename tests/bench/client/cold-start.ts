import { type BrowserContext, chromium } from 'playwright-core'
import { browserArgs, ensureBrowser } from '#tests/support/browser-install.ts'
import type { BaselinePages } from './baseline-pages.ts'
import { openSlowPage, phone, type Throttle } from './bench-phone.ts'
import { type Figure, figure, ratio } from './figure.ts'
import { openAndTime, type Sight } from './painted.ts'
import { todayRow } from './warm-start.ts'

type SignInState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Lighthouse's slow 4G; with a latency for every round trip of a new connection it comes to the second. */
const slow4G: Throttle = { latency: 150, throughput: 1600 }
const slow4GByRequest: Throttle = { latency: 562.5, throughput: 1474.6 }

/**
 * Nothing on the phone but, for Today, the sign-in: no worker, no cache, no data. In turn with a bare React page that
 * fetches its rows from the same kind of server.
 */
export async function benchColdStart(
  url: string,
  { signedIn, baselines, runs }: { signedIn: SignInState; baselines: BaselinePages; runs: number },
): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser('whole'),
    args: browserArgs,
    headless: true,
  })
  const open = async (network: Throttle, sight: Sight, { address = '/', state }: Opened = {}) => {
    const context = await browser.newContext({
      ...phone,
      baseURL: url,
      ...(state ? { storageState: state } : {}),
    })
    const { page } = await openSlowPage(context, network)
    const time = await openAndTime(page, address, [sight])
    await context.close()
    return time
  }
  const today: number[] = []
  const bare: number[] = []
  const signIn: number[] = []
  const todayByRequest: number[] = []
  try {
    for (let run = 0; run < runs; run++) {
      today.push(await open(slow4G, todayRow, { state: signedIn }))
      bare.push(await open(slow4G, todayRow, { address: baselines.addressOf('fetched-rows') }))
      signIn.push(await open(slow4G, { selector: 'label' }))
      todayByRequest.push(await open(slow4GByRequest, todayRow, { state: signedIn }))
    }
  } finally {
    await browser.close()
  }
  const conditions = '1.6 Mbit/s, processor slowed 4 times'
  const target = { upperLimit: 2600 }
  return [
    figure({
      name: `cold start to a row of Today, 150 ms, ${conditions}`,
      unit: 'ms',
      samples: today,
      target,
    }),
    figure({
      name: `beside it, a bare React page that fetches its rows, 150 ms, ${conditions}`,
      unit: 'ms',
      samples: bare,
    }),
    ratio({
      name: 'cold start to a row of Today, against the bare page',
      ours: today,
      bare,
      upperLimit: 1.5,
    }),
    figure({
      name: `first visit to the sign-in, 150 ms, ${conditions}`,
      unit: 'ms',
      samples: signIn,
      target,
    }),
    figure({
      name: `cold start to a row of Today, 562 ms for every request, ${conditions}`,
      unit: 'ms',
      samples: todayByRequest,
    }),
  ]
}

type Opened = { address?: string; state?: SignInState }
