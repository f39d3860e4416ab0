import './signal.css'
import { useQuery } from '@tanstack/react-query'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { SignalMark } from '#client/ui/marks.tsx'
import { Raised } from '#client/ui/raised.tsx'
import type { AnalystScorecard, Signal } from '#shared/scorecards/views.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import { commonAxis, countsIn } from './figures.ts'
import { casesLink, noteLink } from './links.ts'
import { RateBar } from './rate-bar.tsx'
import { useWeekMessage } from './week-chart.tsx'

/**
 * Shows what in a person's data is worth a look, with its cases and the way to a note; nothing where there is
 * nothing.
 */
export function SignalPanel({ personId }: { personId: string }) {
  const { data } = useQuery(trpc.scorecards.analyst.queryOptions({ personId }))
  // One panel a screen: a worry before a recovery.
  const signal = data?.signals.find(({ kind }) => kind !== 'recovery') ?? data?.signals[0]
  return data && signal ? <Panel data={data} signal={signal} /> : null
}

const weekMs = 7 * 86_400_000

export function weeksBetween({ from, to }: Pick<Signal, 'from' | 'to'>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / weekMs) + 1
}

function useSentence(signal: Signal): string {
  const t = useT()
  const say = useWeekMessage()
  const { kind, metric, x, n, rule } = signal
  const weeks = weeksBetween(signal)
  if (kind !== 'control_chart') return t(`signal.${kind}`, { metric, x, n, weeks })
  return t('team.sentence.signal', { metric, rule: rule ?? 1, side: 'high', week: say(signal.to) })
}

/** Returns what the signal leads with: the policy in which most of its errors lie. */
function useCause() {
  const t = useT()
  const names = useNames()
  return ({ cause, metric, x }: Signal): string | undefined => {
    if (!cause) return undefined
    return t('signal.cause', { policy: names.policy(cause.policy), metric, x: cause.x, of: x })
  }
}

function Panel({ data, signal }: { data: AnalystScorecard; signal: Signal }) {
  const t = useT()
  const { metric, x, n, kind, from, to } = signal
  const sentence = useSentence(signal)
  const cause = useCause()(signal)
  const good = kind === 'recovery'
  // The axis of the period's own bar, so that the same figure has the same length on both.
  const axis = commonAxis([{ x, n }, proportionOf(countsIn(data.weeks, '4w'), metric)], {
    metric,
    targets: data.targets,
  })
  return (
    <Raised label={good ? t('signal.recovered') : t('signal.title')}>
      <div className="stack">
        <Heading level={2} variant="label" className="signal-head">
          {!good && <SignalMark />}
          {good ? t('signal.recovered') : t('signal.title')}
        </Heading>
        {cause && <p className="text-strong">{cause}</p>}
        <p>{sentence}</p>
        <RateBar metric={metric} of={{ x, n }} targets={data.targets} axis={axis} size="large" />
        <div className="cluster signal-actions">
          {x > 0 && (
            <ButtonLink
              variant="secondary"
              to={casesLink(signal.personId, { metric, teamId: signal.teamId, weeks: { from, to } })}
            >
              {t('score.cases', { n: x })}
            </ButtonLink>
          )}
          <ButtonLink to={noteLink(signal)}>{good ? t('signal.recognise') : t('person.coach')}</ButtonLink>
        </div>
      </div>
    </Raised>
  )
}
