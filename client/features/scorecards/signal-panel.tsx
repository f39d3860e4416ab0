import './signal.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { SignalMark } from '#client/ui/marks.tsx'
import { Raised } from '#client/ui/raised.tsx'
import { can } from '#shared/policy.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { errorsLink, noteLink } from './links.ts'
import { useBasis, useCause, useErrorKinds, useSignalSentence } from './signal-sentence.ts'

/**
 * Shows what in a person's data is worth a look, with its cases and the way to a note; nothing where there is
 * nothing.
 */
export function SignalPanel({ personId }: { personId: string }) {
  const { data } = useQuery(trpc.scorecards.analyst.queryOptions({ personId }))
  // One panel a screen: a worry before a recovery.
  const signal = data?.signals.find(({ kind }) => kind === 'more_errors') ?? data?.signals[0]
  return signal ? <Panel signal={signal} /> : null
}

function Panel({ signal }: { signal: Signal }) {
  const t = useT()
  const { x, n, kind, from, to } = signal
  const { percent, percentRange } = useFormat()
  const sentence = useSignalSentence()(signal)
  const cause = useCause()(signal)
  const kinds = useErrorKinds()(signal)
  const basis = useBasis()
  const { personId: analystId, teamId } = signal
  const actor = actorOf(useMe())
  const renewable = kind === 'more_errors' && can(actor, 'baseline.renew', { analystId, teamId })
  const good = kind === 'recovery'
  const interval = wilson(x, n)
  return (
    <Raised label={good ? t('signal.recovered') : t('signal.title')}>
      <div className="stack">
        <Heading level={2} variant="label" className="signal-head">
          {!good && <SignalMark />}
          {good ? t('signal.recovered') : t('signal.title')}
        </Heading>
        {cause && <p className="text-strong">{cause}</p>}
        <p>{sentence}</p>
        {interval && (
          <p className="text-label text-quiet">
            {[
              kinds,
              t('signal.range', { p: percent(x / n), range: percentRange(interval.low, interval.high) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {/* A copy that the phone made before this was said has none. */}
        {signal.basis && <p className="text-label text-quiet">{basis(signal.basis)}</p>}
        {renewable && (
          <Link to={scorecardPaths.baseline(signal.personId)} className="text-label signal-usual">
            {t('baseline.open')}
          </Link>
        )}
        <div className="cluster signal-actions">
          {x > 0 && (
            <ButtonLink
              variant="secondary"
              to={errorsLink(signal.personId, { teamId: signal.teamId, weeks: { from, to } })}
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
