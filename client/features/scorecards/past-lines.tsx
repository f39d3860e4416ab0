import './score.css'
import './person-figures.css'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { AgainstPast } from '#shared/scorecards/past-rules.ts'

/** Returns a function that says a difference in points with its interval, and a word only where the interval holds no 0. */
export function usePastSentence(): (past: AgainstPast, which: 'before' | 'baseline') => string {
  const t = useT()
  const format = useFormat()
  const inPoints = (value: number) => {
    const rounded = Math.round(value * 1000) / 10
    return `${rounded > 0 ? '+' : rounded < 0 ? '\u2212' : ''}${format.number(Math.abs(rounded))}`
  }
  return (past, which) => {
    const said = t(`figures.past.${which}`, {
      past: format.percent(past.past),
      n: past.pastN,
      difference: inPoints(past.difference),
      low: inPoints(past.low),
      high: inPoints(past.high),
    })
    return `${said} · ${t(`figures.past.${past.verdict}`)}`
  }
}

type Props = {
  before: AgainstPast | null
  baseline?: AgainstPast | null
  provisional?: boolean
  to?: string | undefined
  /** Cases that the link leads to. */
  n?: number
}

/** A person's figure beside their own past, never beside anybody else's. */
export function PastLines({ before, baseline = null, provisional = false, to, n = 0 }: Props) {
  const t = useT()
  const say = usePastSentence()
  return (
    <div className="person-figures-past inset text-label">
      {before && <p>{say(before, 'before')}</p>}
      {baseline && (
        <p>
          {say(baseline, 'baseline')}
          {provisional && ` · ${t('figures.past.provisional')}`}
        </p>
      )}
      {!before && !baseline && <p className="text-quiet">{t('figures.past.none')}</p>}
      {to && n > 0 && (
        <div className="print-hidden">
          <Link to={to} className="score-viewers">
            {t('score.cases', { n })}
          </Link>
        </div>
      )}
    </div>
  )
}
