import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { noCounts } from '#shared/audits/rules.ts'
import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import {
  countsWithin,
  errorRateOf,
  type Leak,
  type TrendDimension,
  type TrendGroup,
  type TrendPart,
} from '#shared/scorecards/trend-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'

/** Returns a function that says a rate of errors: x of n, and from ten audits on its share and range. */
export function useRateReading(): (rate: Rate) => string {
  const t = useT()
  const format = useFormat()
  return (rate) => {
    if (rate.n === 0) return t('trends.nothing')
    const counted = t('trends.wrong', { x: rate.x, n: rate.n })
    if (rate.kind === 'refused') return `${counted} · ${t('score.refused.short')}`
    const { x, n } = estimateOf(rate)
    const interval = n >= percentageFloor ? wilson(x, n) : null
    if (!interval) return counted
    const range = format.percentRange(interval.low, interval.high)
    return t('trends.reading', { counted, share: format.percent(x / n), range })
  }
}

/** Returns a function that names a part of the work. */
export function usePartName(
  dimension: TrendDimension,
): (part: Pick<TrendPart, 'code' | 'measure'>) => string {
  const t = useT()
  const names = useNames()
  return ({ code, measure }) => {
    if (measure !== 'errors') return t(`trends.error.${measure}`)
    if (code === null) return t('trends.joined')
    if (dimension === 'error') return code
    return code === '' ? t(`trends.unknown.${dimension}`) : names[dimension](code)
  }
}

/** Says where errors are more than elsewhere, as far as the figures can tell. */
export function useLeakSentence(leak: Leak, dimension: Exclude<TrendDimension, 'error'>): string {
  const t = useT()
  const names = useNames()
  const nameOf = usePartName(dimension)
  const readingOf = useRateReading()
  if (leak.kind !== 'apart')
    return leak.kind === 'alike'
      ? t('trends.leak.alike', { dimension, n: leak.compared, smallest: leak.smallest })
      : t(`trends.leak.${leak.kind}`)
  const own = nameOf(leak.part)
  const name = leak.group.queue ? `${names.queue(leak.group.queue)} · ${own}` : own
  return t('trends.leak.apart', {
    ...{ dimension, name, here: readingOf(leak.rate), elsewhere: readingOf(leak.rest) },
    ...{ n: leak.compared, smallest: leak.smallest },
  })
}

/** Says how many of the decisions were wrong, and in which ways. */
export function useErrorSentence(groups: readonly TrendGroup[], last: number): string {
  const t = useT()
  const readingOf = useRateReading()
  const any = groups[0]?.parts[0]
  const counts = any ? countsWithin(any, last) : noCounts
  if (counts.n === 0) return t('trends.leak.none')
  const { n, correct, missed, overEnforced } = counts
  return t('trends.errors', {
    all: readingOf(errorRateOf(counts)),
    ...{ missed, overEnforced, other: n - correct - missed - overEnforced },
  })
}
