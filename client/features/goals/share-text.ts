import { useFormat, useT } from '#client/lib/i18n.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import type { Proportion } from '#shared/statistics/interval.ts'

/**
 * Returns a function that says a share with how sure it is: its range and n, under ten decisions x of n alone; undefined is
 * what this phone does not know.
 */
export function useShareText(): (proportion: Proportion | null | undefined) => string {
  const t = useT()
  const format = useFormat()
  return (proportion) => {
    if (proportion === undefined) return t('goal.unknown')
    const shown = proportion && rateDisplay(proportion)
    if (!proportion || !shown || shown.kind === 'none') return t('goal.nothing')
    if (shown.kind === 'count') return format.xOfN(proportion.x, proportion.n)
    const range = format.percentRange(shown.interval.low, shown.interval.high)
    return t('goal.share', { share: format.percent(shown.rate), range, n: proportion.n })
  }
}
