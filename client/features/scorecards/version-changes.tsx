import './trends.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { axisFor } from '#client/ui/axis.ts'
import { Heading } from '#client/ui/heading.tsx'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Part } from '#client/ui/part.tsx'
import { estimateOf, type Rate, wholeEstimateOf } from '#shared/scorecards/rate-rules.ts'
import { type VersionChange, versionChanges } from '#shared/scorecards/trend-rules.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { useRateReading } from './trend-sentences.ts'

/** Each policy that got a version in the weeks: as many whole weeks before it as after it. */
export function VersionChanges({ trends }: { trends: TeamTrends }) {
  const t = useT()
  const changes = versionChanges(trends)
  if (changes.length === 0) return null
  return (
    <Part heading={t('trends.versions')} variant="heading" className="inset trends-versions">
      {changes.map((change) => (
        <Change key={`${change.policy} ${change.effectiveFrom}`} change={change} />
      ))}
    </Part>
  )
}

function Change({ change }: { change: VersionChange }) {
  const t = useT()
  const { percent, shortDate } = useFormat()
  const names = useNames()
  const readingOf = useRateReading()
  const { windows, before, after, others, weeks } = change
  const span = ([from, to]: [string, string]) =>
    t('trends.span', { from: shortDate(from), to: shortDate(to), n: weeks })
  return (
    <section className="trends-version">
      <Heading level={3} variant="label">
        {t('trends.version', {
          policy: names.policy(change.policy),
          label: change.label,
          day: shortDate(change.effectiveFrom),
        })}
      </Heading>
      <p>{useChangeSentence(change)}</p>
      {windows && (
        <>
          <Sides before={before} after={after} />
          <dl className="trends-sides text-label">
            <div>
              <dt>{t('trends.before', { span: span(windows.before) })}</dt>
              <dd>{readingOf(before)}</dd>
            </div>
            <div>
              <dt>{t('trends.after', { span: span(windows.after) })}</dt>
              <dd>{readingOf(after)}</dd>
            </div>
            <div>
              <dt>{t('trends.others')}</dt>
              <dd>{t('trends.fromTo', { from: readingOf(others.before), to: readingOf(others.after) })}</dd>
            </div>
          </dl>
          {change.drawnOtherwise && <p className="text-label text-quiet">{t('trends.drawnOtherwise')}</p>}
          {change.targetBreaks.map(({ metric, effectiveFrom, before: old, rate }) => (
            <p key={`${metric} ${effectiveFrom}`} className="text-label text-quiet">
              {t('trends.target', {
                ...{ metric, before: percent(old), now: percent(rate), day: shortDate(effectiveFrom) },
              })}
            </p>
          ))}
          {change.split && <p className="text-label text-quiet">{t('trends.split')}</p>}
        </>
      )}
    </section>
  )
}

/** The range before above that after, on one axis; no bar where either is too few for a share. */
function Sides({ before, after }: { before: Rate; after: Rate }) {
  const t = useT()
  const sides = [
    { key: 'before', label: t('trends.side.before'), rate: before },
    { key: 'after', label: t('trends.side.after'), rate: after },
  ].flatMap(({ rate, ...side }) => {
    const whole = wholeEstimateOf(rate)
    const { x, n } = estimateOf(rate)
    const range = n >= percentageFloor ? wilson(x, n) : null
    return range ? [{ ...side, whole, range, value: x / n }] : []
  })
  if (sides.length < 2) return null
  const axis = axisFor(
    sides.map(({ range }) => range),
    'below',
  )
  return (
    <div className="trends-bars">
      {sides.map(({ key, label, whole, range, value }) => (
        <div key={key} className="trends-bar">
          <span className="text-caption" aria-hidden="true">
            {label}
          </span>
          <IntervalBar {...{ ...whole, ...range, axis, label, value }} better="below" />
        </div>
      ))}
    </div>
  )
}

/** Says what the difference can tell, and that it tells of no cause. */
function useChangeSentence({ weeks, difference }: VersionChange): string {
  const t = useT()
  const { number } = useFormat()
  if (weeks === 0) return t('trends.change.waiting')
  if (!difference) return t('trends.change.few')
  const inPoints = (share: number) =>
    `${share > 0 ? '+' : share < 0 ? '−' : ''}${number(Math.abs(Math.round(share * 1000) / 10))}`
  const { low, high } = difference
  const kind = low > 0 ? 'higher' : high < 0 ? 'lower' : 'unclear'
  return t(`trends.change.${kind}`, {
    difference: inPoints(difference.difference),
    ...{ low: inPoints(low), high: inPoints(high) },
  })
}
