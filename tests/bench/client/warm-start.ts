import { type BaselinePages, installBaselines } from './baseline-pages.ts'
import type { BenchPhone } from './bench-phone.ts'
import { openSlowPage } from './bench-phone.ts'
import { fillCache, measureCache } from './cached-data.ts'
import { type Figure, figure, ratio } from './figure.ts'
import { openAndTime, type Sight } from './painted.ts'

/** A row of Today whose text can be read; a row of the bare pages looks the same from outside. */
export const todayRow = { selector: 'main .row .row-title' }

const megabyte = 1_000_000
const conditions = 'processor slowed 4 times'

/**
 * The app opened again without a network: from the navigation's start to the first row of Today; in turn with a bare React
 * page that reads twelve rows from IndexedDB, and with an empty page, both behind a service worker.
 */
export async function benchWarmStart(
  { context }: BenchPhone,
  baselines: BaselinePages,
  runs: number,
): Promise<Figure[]> {
  await installBaselines(context, baselines)
  const open = async (address: string, sight: Sight) => {
    const { page } = await openSlowPage(context)
    const time = await openAndTime(page, address, [sight])
    await page.close()
    return time
  }
  const figures: Figure[] = []
  for (const megabytes of [2, 20]) {
    const filling = await context.newPage()
    await filling.goto('/icon.svg')
    await fillCache(filling, megabytes * megabyte)
    const { bytes } = await measureCache(filling)
    await filling.close()
    if (bytes < megabytes * megabyte) throw new Error(`Only ${bytes} bytes are cached`)
    await context.setOffline(true)
    const ours: number[] = []
    const bare: number[] = []
    const empty: number[] = []
    for (let run = 0; run <= runs; run++) {
      const times = [
        await open('/', todayRow),
        await open(baselines.addressOf('stored-rows'), todayRow),
        await open(baselines.addressOf('empty'), { selector: 'main' }),
      ] as const
      // The first ones bring this start's code into the browser's caches.
      if (run === 0) continue
      ours.push(times[0])
      bare.push(times[1])
      empty.push(times[2])
    }
    await context.setOffline(false)
    const start = `warm start offline to a row of Today, ${megabytes} MB cached`
    figures.push(
      figure({ name: `${start}, ${conditions}`, unit: 'ms', samples: ours, target: { upperLimit: 600 } }),
      figure({
        name: `beside it, a bare React page with twelve rows of IndexedDB, ${conditions}`,
        unit: 'ms',
        samples: bare,
      }),
      figure({ name: `beside it, an empty page, ${conditions}`, unit: 'ms', samples: empty }),
      ratio({ name: `${start}, against the bare page`, ours, bare, upperLimit: 1.25 }),
    )
  }
  return figures
}
