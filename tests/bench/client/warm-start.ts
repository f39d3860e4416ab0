import type { BenchPhone } from './bench-phone.ts'
import { openSlowPage } from './bench-phone.ts'
import { fillCache, measureCache } from './cached-data.ts'
import { type Figure, figure } from './figure.ts'
import { openAndTime } from './painted.ts'

/** A row of Today whose text can be read. */
export const todayRow = { selector: 'main .row .row-title' }

const megabyte = 1_000_000

/** The app opened again without a network: from the navigation's start to the first row of Today. */
export async function benchWarmStart({ context }: BenchPhone, runs: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const megabytes of [2, 20]) {
    const filling = await context.newPage()
    await filling.goto('/icon.svg')
    await fillCache(filling, megabytes * megabyte)
    const { bytes } = await measureCache(filling)
    await filling.close()
    if (bytes < megabytes * megabyte) throw new Error(`Only ${bytes} bytes are cached`)
    await context.setOffline(true)
    const samples: number[] = []
    for (let run = 0; run <= runs; run++) {
      const { page } = await openSlowPage(context)
      const time = await openAndTime(page, '/', [todayRow])
      // The first one brings this start's code into the browser's caches.
      if (run > 0) samples.push(time)
      await page.close()
    }
    await context.setOffline(false)
    figures.push(
      figure({
        name: `warm start offline to a row of Today, ${megabytes} MB cached, processor slowed 4 times`,
        unit: 'ms',
        samples,
        target: { atMost: 600 },
      }),
    )
  }
  return figures
}
