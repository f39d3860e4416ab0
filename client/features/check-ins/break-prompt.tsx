import './exposure.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Heading } from '#client/ui/heading.tsx'
import { Raised } from '#client/ui/raised.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { exposureFacts } from '#shared/check-ins/exposure-rules.ts'
import { useExposure } from './data.ts'
import { useOwnShift } from './own-shift.ts'

/**
 * Says that a break is due, by one's own entries and the team's limit; it asks for nothing and is gone after the break. Who
 * has shifts hears of it within one alone.
 */
export function BreakPrompt() {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { data } = useExposure()
  const shift = useOwnShift(now)
  if (!data || shift === 'none') return null
  const { breakDue, overDay, withoutBreak } = exposureFacts(data.entries, {
    ...{ ...data, now },
    ...(shift ? { shiftFrom: shift.from } : {}),
  })
  if (!breakDue && !overDay) return null
  return (
    <div className="exposure-break">
      <Raised label={t('exposure.break.title')}>
        <Heading level={2}>{t('exposure.break.title')}</Heading>
        <p className="text-prose">
          {breakDue && withoutBreak !== null
            ? t('exposure.break', { minutes: format.duration(withoutBreak * 60_000) })
            : t('exposure.over')}
        </p>
      </Raised>
    </div>
  )
}
