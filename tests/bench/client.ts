import { buildClient } from '#server/build-client.ts'
import { emailOf, leadOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { measureBundle } from '#tests/support/bundle-size.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { withBenchDatabase } from './bench-database.ts'
import { serveBaselines } from './client/baseline-pages.ts'
import { type BenchPhone, openBenchPhone, signInOnPage } from './client/bench-phone.ts'
import { untilPrefetched } from './client/cached-data.ts'
import { benchColdStart } from './client/cold-start.ts'
import { type Figure, figure } from './client/figure.ts'
import { benchLighthouse } from './client/lighthouse.ts'
import { benchTaps } from './client/taps.ts'
import { benchWarmStart } from './client/warm-start.ts'

export interface ClientOptions {
  /** Of each figure; taps are repeated thirty times whatever it says. */
  runs: number
  /** None leaves Lighthouse out. */
  lighthouseRuns: number
}

/** The lead of the demo's largest team. */
const lead = { email: emailOf(leadOf.community), password: demoPassword }

/** The app as it is built, in Chromium, on the demo organisation. */
export async function benchClient({ runs, lighthouseRuns }: ClientOptions): Promise<Figure[]> {
  await buildClient()
  return await withBenchDatabase(async (database) => {
    const today = Temporal.Now.plainDateISO('Asia/Seoul').toString()
    await seedTestDemo(database, { today, seed: demoSeed })
    const dure = await startDureProcess(database)
    const baselines = await serveBaselines()
    const phone = await openBenchPhone(dure.url)
    try {
      const lighthouse = (name: string, path: string) =>
        benchLighthouse(dure.url + path, { name, port: phone.port, runs: lighthouseRuns })
      const figures = [...sizes(), ...(await lighthouse('the sign-in', '/'))]
      const signedIn = await signIn(phone)
      figures.push(
        ...(await lighthouse('Today', '/today')),
        ...(await benchColdStart(dure.url, { signedIn, baselines, runs })),
        // Lighthouse took the worker away; this start brings it back.
        ...(await warmedUp(phone, () => benchTaps(phone, baselines))),
        ...(await benchWarmStart(phone, baselines, runs)),
      )
      return figures
    } finally {
      await phone.close()
      await baselines.close()
      await dure.stop()
    }
  })
}

function sizes(): Figure[] {
  const { initial, pages } = measureBundle()
  const screens = Object.entries(pages).map(([page, size]) =>
    figure({
      name: `JavaScript that ${page.replace(/^.*\//, '')} adds, brotli`,
      unit: 'KB',
      samples: [size],
      target: { upperLimit: 40 },
    }),
  )
  return [
    figure({
      name: 'JavaScript that the first paint needs, brotli',
      unit: 'KB',
      samples: [initial],
      target: { upperLimit: 130 },
    }),
    ...screens,
  ]
}

async function signIn({ context }: BenchPhone) {
  const page = await context.newPage()
  await signInOnPage(page, lead)
  await untilPrefetched(page)
  const state = await context.storageState()
  await page.close()
  return state
}

/** With a worker that serves the app, and everything fetched that the phone fetches by itself. */
async function warmedUp<Result>({ context }: BenchPhone, run: () => Promise<Result>): Promise<Result> {
  const page = await context.newPage()
  await page.goto('/today')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await untilPrefetched(page)
  await page.close()
  return await run()
}
