import lighthouse from 'lighthouse'
import { type Figure, figure } from './figure.ts'

const categories = ['performance', 'accessibility', 'best-practices'] as const

/** Lighthouse for a phone, on one address of the browser behind `port`, with who is signed in there. */
export async function benchLighthouse(
  address: string,
  { name, port, runs }: { name: string; port: number; runs: number },
): Promise<Figure[]> {
  if (runs === 0) return []
  const samples = new Map<string, number[]>(categories.map((category) => [category, []]))
  for (let run = 0; run < runs; run++) {
    const result = await lighthouse(address, {
      port,
      onlyCategories: [...categories],
      logLevel: 'error',
      output: 'json',
    })
    if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? 'No result')
    const { lhr } = result
    for (const category of categories)
      samples.get(category)?.push(100 * (lhr.categories[category]?.score ?? 0))
    const failed = Object.values(lhr.audits).filter(
      ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
    )
    for (const { id, displayValue = '' } of failed)
      process.stderr.write(`    ${name}: ${id} ${displayValue}\n`)
  }
  return categories.map((category) =>
    figure({
      name: `Lighthouse, ${name}: ${category}`,
      unit: 'points',
      samples: samples.get(category) ?? [],
      target: { atLeast: 95 },
    }),
  )
}
