import './severity-choice.css'
import { useId } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Label } from '#client/ui/label.tsx'
import { SeverityMark } from '#client/ui/marks.tsx'
import { businessDayMinutes, targets } from '#shared/core/business-time.ts'
import { type Severity, severities } from '#shared/escalations/step-rules.ts'
import { levelOf } from './escalation-text.ts'

/** 4 business hours, 2 business days, 15 minutes: a target in the largest unit that it fills. */
export function targetOf(minutes: number, business: boolean) {
  if (business && minutes % businessDayMinutes === 0)
    return { n: minutes / businessDayMinutes, unit: 'businessDay' as const }
  if (minutes % 60 !== 0) return { n: minutes, unit: 'minute' as const }
  return { n: minutes / 60, unit: business ? ('businessHour' as const) : ('hour' as const) }
}

/** Says what a severity promises: acknowledged in, decided in, and whether at any hour. */
export function useTargetMessage() {
  const t = useT()
  return (severity: Severity): string => {
    const { business, minutes } = targets[severity]
    const { acknowledge = 0, decide = 0 } = minutes
    return [
      t('raise.target.acknowledge', targetOf(acknowledge, business)),
      t('raise.target.decide', targetOf(decide, business)),
      ...(business ? [] : [t('raise.target.always')]),
    ].join(', ')
  }
}

type Props = {
  value: Severity | undefined
  onChange: (severity: Severity) => void
  closed?: (severity: Severity) => boolean
  error?: string | undefined
}

/** The four severities, each with its sign, its word and the clock that it starts. */
export function SeverityChoice({ value, onChange, closed, error }: Props) {
  const t = useT()
  const message = useTargetMessage()
  const id = useId()
  return (
    <fieldset aria-describedby={error && id} aria-invalid={error ? true : undefined}>
      <Label as="legend">{t('raise.severity')}</Label>
      {severities.map((severity) => (
        <label key={severity} className="severity-choice-option">
          <input
            type="radio"
            name={id}
            checked={severity === value}
            disabled={closed?.(severity) ?? false}
            onChange={() => onChange(severity)}
          />
          <SeverityMark level={levelOf(severity)} />
          <span className="severity-choice-text">
            <span className="text-strong">{t(`esc.severity.${severity}`)}</span>
            <span className="text-label text-quiet">{message(severity)}</span>
          </span>
        </label>
      ))}
      {error && (
        <p id={id} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
