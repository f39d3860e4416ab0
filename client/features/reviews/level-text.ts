import { useFormat, useT } from '#client/lib/i18n.ts'
import type { LineValue } from '#shared/reviews/dispute-rules.ts'
import { levelsOf, type Scale } from '#shared/rubrics/rules.ts'

/** Returns what a level of a scale is called; "N/A" for null. */
export function useLevelText(): (scale: Scale, level: number | null) => string {
  const t = useT()
  const format = useFormat()
  return (scale, level) => {
    if (level === null) return t('review.level.none')
    if (scale === 'pass_fail') return t(level === 1 ? 'review.level.fail' : 'review.level.pass')
    if (scale === 'percent')
      return t('review.level.percent', { p: format.number(Math.round(level * 100) / 100) })
    return t('review.level', { level, of: levelsOf[scale].length })
  }
}

/** Returns how a rating is said: its level and, where that is an error, whose it was. */
export function useValueText(): (scale: Scale, value: LineValue) => string {
  const t = useT()
  const levelText = useLevelText()
  return (scale, { level, fault }) =>
    [levelText(scale, level), fault && t(`review.fault.${fault}`)].filter(Boolean).join(' · ')
}
