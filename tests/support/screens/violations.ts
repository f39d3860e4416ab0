import { type AxeResults, type RunOptions, source } from 'axe-core'
import type { Page } from 'playwright-core'

/** The rules whose answer depends on the colours, and with them on the theme. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Returns what axe finds on the page, as one line each: by all of its rules, or by those of the colours alone. The
 * document keeps axe from one call to the next: its source is more than all of the app's code.
 */
export async function violations(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  // Style sheets are read again for a rule on turned screens alone, at a quarter of the time; no sheet of ours turns anything.
  const options: RunOptions = { resultTypes: ['violations'], preload: false }
  if (rules === 'colours') options.runOnly = { type: 'rule', values: colourRules }
  return await page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    const { violations } = await axe.run(options)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
  }, options)
}
