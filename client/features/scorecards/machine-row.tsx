import { lazy, Suspense, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Metric, Period } from '#shared/scorecards/rules.ts'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { commonAxis, countsIn } from './figures.ts'
import { AxisLine, RateBar } from './rate-bar.tsx'

const MachineSheet = lazy(async () => ({ default: (await import('./machine-sheet.tsx')).MachineSheet }))

type Props = {
  team: Pick<TeamScorecard, 'teamId' | 'machines' | 'machineCases' | 'targets'>
  metric: Metric
  period: Period
}

/**
 * Shows what machines decided, by the yardstick of people: a group of its own and the last, never among them. It opens the
 * decisions that nobody judged, which also stand here where none was drawn and so no rate is made.
 */
export function MachineRow({ team, metric, period }: Props) {
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState<'once' | 'open' | 'never'>('never')
  const rate = team.machines && rateOf(countsIn(team.machines.weeks, period), metric)
  const rated = rate && rate.n > 0
  if (!rated && !team.machineCases) return null
  const axis = rated && commonAxis([rate], { metric, targets: team.targets[period] })
  return (
    <>
      <RowGroup
        heading={t('team.machines')}
        lead={axis && <AxisLine metric={metric} targets={team.targets[period]} axis={axis} />}
      >
        <Row
          title={t('team.machines.automated')}
          detail={rated ? detailOf(rate) : t('team.machines.undrawn')}
          aside={axis && <RateBar metric={metric} of={rate} targets={team.targets[period]} axis={axis} />}
          onOpen={team.machineCases ? () => setOpened('open') : undefined}
        />
      </RowGroup>
      {opened !== 'never' && (
        <Suspense>
          <MachineSheet teamId={team.teamId} open={opened === 'open'} onClose={() => setOpened('once')} />
        </Suspense>
      )}
    </>
  )

  function detailOf({ n, x }: { n: number; x: number }): string {
    return metric === 'accuracy' ? t('team.n', { n }) : format.xOfN(x, n)
  }
}
