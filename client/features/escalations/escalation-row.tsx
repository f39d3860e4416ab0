import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { SeverityMark } from '#client/ui/marks.tsx'
import { Row } from '#client/ui/row.tsx'
import type { EscalationRow } from '#shared/escalations/views.ts'
import { ClockText } from './clock.tsx'
import { levelOf, useRowDetail, useTitle } from './escalation-text.ts'

type Props = { row: EscalationRow; now: number; onDecide?: ((row: EscalationRow) => void) | undefined }

/** One escalation of a list: how severe, what about, where it stands, what is left. Deciding is never more than its sheet. */
export function EscalationRowItem({ row, now, onDecide }: Props) {
  const t = useT()
  const title = useTitle()(row)
  const detail = useRowDetail()
  const status = useEntityWork(row.escalationId)
  const sync = useSyncMessage()(status)
  const decide = row.decidable && onDecide
  return (
    <Row
      size="middle"
      mark={<SeverityMark level={levelOf(row.severity)} />}
      title={title}
      name={title}
      detail={detail(row, status?.state === 'sent' ? undefined : sync)}
      to={paths.escalation(row.escalationId)}
      aside={!decide && row.clock && <ClockText clock={row.clock} now={now} />}
      action={decide ? { label: t('approve.title'), onSelect: () => onDecide(row) } : undefined}
    />
  )
}
