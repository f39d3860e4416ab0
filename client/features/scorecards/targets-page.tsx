import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { can, leads, manages } from '#shared/policy.ts'
import { scorecards } from '#shared/scorecards/contracts.ts'
import { type Metric, metrics, targetRate } from '#shared/scorecards/rules.ts'
import { datedTargets, targetHistory, targetsOn } from '#shared/scorecards/target-rules.ts'
import type { TeamTargets } from '#shared/scorecards/views.ts'
import { TargetSheet } from './target-sheet.tsx'
import { useAskTargets, useTargetRefusal } from './use-ask-targets.ts'

/** Shows each target and limit of a team with its history; whoever leads or manages the team sets another. */
export function TargetsPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const actor = actorOf(useMe())
  const query = useQuery(trpc.scorecards.targets.queryOptions({ teamId }))
  const { online } = useWorkStatus()
  const [setting, setSetting] = useState(false)
  const may = can(actor, 'target.set', { teamId })
  const back = leads(actor, teamId)
    ? paths.team(teamId)
    : manages(actor, teamId)
      ? paths.teamFigures(teamId)
      : paths.record
  return (
    <DetailPage
      title={t('targets.title')}
      back={back}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        may &&
        query.data && (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => setSetting(true)}>
              {t('targets.set')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query} rows={6} notFound={t('targets.none')}>
        {(targets) => (
          <>
            <div className="inset inset-block stack stack-close">
              <p className="text-strong">{targets.teamName}</p>
              <p className="text-label text-quiet">{t('targets.rule')}</p>
              {may && !online && <output>{t('targets.offline')}</output>}
            </div>
            {metrics.map((metric) => (
              <OneTarget key={metric} targets={targets} metric={metric} may={may && online} />
            ))}
            {setting && <TargetSheet targets={targets} onClose={() => setSetting(false)} />}
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

type Props = { targets: TeamTargets; metric: Metric; may: boolean }

function OneTarget({ targets, metric, may }: Props) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const ask = useAskTargets()
  const refusal = useTargetRefusal()
  const { teamId, today, version, initial, entries } = targets
  const history = targetHistory(entries, metric, today)
  const now = targetRate(targetsOn(initial, datedTargets(entries), today), metric)

  async function withdraw(effectiveFrom: string) {
    try {
      await ask(scorecards.withdrawTarget, { teamId, metric, effectiveFrom }, { base: version })
      toast({ text: t('targets.withdrawn') })
    } catch (thrown) {
      toast({ text: refusal(toAppError(thrown)) })
    }
  }

  return (
    <RowGroup
      heading={t(`targets.metric.${metric}`)}
      limit={6}
      aside={<span className="text-strong">{t('targets.now', { rate: format.percent(now) })}</span>}
    >
      {history.map(({ entry, state }) => {
        const { number, effectiveFrom, rate, setBy, setAt } = entry
        const day = format.date(effectiveFrom)
        const by = setBy && t('ui.person', { name: setBy.name })
        return (
          <Row
            key={number}
            title={`${format.percent(rate)} · ${t('targets.from', { day })}`}
            detail={[t(`targets.state.${state}`), by, format.shortDate(setAt)].filter(Boolean).join(' · ')}
            aside={
              state === 'planned' &&
              may && (
                <Button
                  variant="secondary"
                  size="row"
                  aria-label={t('targets.withdraw.this', { rate: format.percent(rate), day })}
                  onClick={() => void withdraw(effectiveFrom)}
                >
                  {t('targets.withdraw')}
                </Button>
              )
            }
          />
        )
      })}
      <Row
        key="start"
        title={`${format.percent(targetRate(initial, metric))} · ${t('targets.start')}`}
        detail={t(
          history.some(({ state }) => state === 'current') ? 'targets.state.past' : 'targets.state.current',
        )}
      />
    </RowGroup>
  )
}
