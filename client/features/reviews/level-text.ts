import { useT } from '#client/lib/i18n.ts'
import { levelCounts, type Scale } from '#shared/rubrics/rules.ts'

/** Returns what a level of a scale is called; "N/A" for null. */
export function useLevelText(): (scale: Scale, level: number | null) => string {
  const t = useT()
  return (scale, level) => {
    if (level === null) return t('review.level.none')
    if (scale === 'pass_fail') return t(level === 1 ? 'review.level.fail' : 'review.level.pass')
    return t('review.level', { level, of: levelCounts[scale] })
  }
}
