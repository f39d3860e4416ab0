import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { SeverityMark } from '#client/ui/marks.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { clockState } from '#shared/core/clock.ts'
import type { DelegationView, EscalationRow } from '#shared/escalations/views.ts'
import { ClockLine } from './clock.tsx'
import { useDelegations, useEscalations } from './data.ts'
import { lastDay } from './delegate-page.tsx'
import { EscalationRowItem } from './escalation-row.tsx'
import { levelOf, useTitle } from './escalation-text.ts'
import { LazyApprovalSheet } from './lazy-approval-sheet.tsx'

/** For who decides: what waits for their yes or no, what runs out, and for whom they act or who acts for them. */
export function EscalationsAtHome() {
  const t = useT()
  const now = useNow()
  const [deciding, setDeciding] = useState<string>()
  const { data: rows = [] } = useEscalations({ scope: 'all', state: 'open' })
  const decidable = rows.filter((row) => row.decidable)
  const running = rows.filter((row) => !row.decidable && isRunningOut(row, now))
  return (
    <>
      <RowGroup heading={t('home.decide')} limit={3}>
        {decidable.map((row) => (
          <DecideRow
            key={row.escalationId}
            row={row}
            now={now}
            onOpen={() => setDeciding(row.escalationId)}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('home.running')} limit={2}>
        {running.map((row) => (
          <EscalationRowItem key={row.escalationId} row={row} now={now} />
        ))}
      </RowGroup>
      <DelegationRows now={now} />
      <LazyApprovalSheet escalationId={deciding} onClose={() => setDeciding(undefined)} />
    </>
  )
}

function isRunningOut({ clock }: EscalationRow, now: number): boolean {
  const state = clock && clockState(clock, now)
  return state === 'at_risk' || state === 'overdue'
}

function DecideRow({ row, now, onOpen }: { row: EscalationRow; now: number; onOpen: () => void }) {
  const t = useT()
  const title = useTitle()(row)
  return (
    <Row
      size="tall"
      mark={<SeverityMark level={levelOf(row.severity)} />}
      title={title}
      detail={[t(`esc.severity.${row.severity}`), t('home.decide.by', { name: row.raiser.name })].join(' · ')}
      foot={row.clock && <ClockLine clock={row.clock} now={now} />}
      onOpen={onOpen}
    />
  )
}

const holds = ({ startsAt, endsAt, endedAt }: DelegationView, now: number) =>
  endedAt === null && Date.parse(startsAt) <= now && now < Date.parse(endsAt)

/** Only while somebody is away. */
function DelegationRows({ now }: { now: number }) {
  const t = useT()
  const format = useFormat()
  const { data } = useDelegations()
  const day = ({ endsAt }: DelegationView) => format.date(lastDay(endsAt))
  const rows = [
    ...(data?.received ?? [])
      .filter((item) => holds(item, now))
      .map((item) => ({
        key: item.delegationId,
        text: t('delegate.acting', { name: item.from.name, day: day(item) }),
      })),
    ...(data?.given ?? [])
      .filter((item) => holds(item, now))
      .map((item) => ({
        key: item.delegationId,
        text: t('delegate.away', { name: item.to.name, day: day(item) }),
      })),
  ]
  if (rows.length === 0) return null
  return (
    <ul>
      {rows.map(({ key, text }) => (
        <Row key={key} size="short" title={text} to={paths.delegate} />
      ))}
    </ul>
  )
}
