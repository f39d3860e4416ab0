import './roster.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'

type Props = { days: readonly string[]; weeks: number; onChange: (weeks: number) => void }

/** Names a week, and leads to the one before and after it. */
export function WeekSwitch({ days, weeks, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  return (
    <div className="roster-head">
      <Heading level={2} aria-live="polite">
        {t('shift.days', { from: format.shortDate(first), until: format.shortDate(last) })}
      </Heading>
      <div className="cluster">
        <Button variant="secondary" size="row" disabled={weeks <= -4} onClick={() => onChange(weeks - 1)}>
          {t('shift.week.before')}
        </Button>
        <Button variant="secondary" size="row" disabled={weeks >= 8} onClick={() => onChange(weeks + 1)}>
          {t('shift.week.after')}
        </Button>
      </div>
    </div>
  )
}
