import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { RaisedFromView } from '#shared/escalations/views.ts'
import { type Level, SeverityMark } from './marks.tsx'
import { Row } from './row.tsx'
import { RowGroup } from './row-group.tsx'

/** Spelled out, so that no screen brings the table of steps along. */
const levels = { P0: 0, P1: 1, P2: 2, P3: 3 } as const satisfies Record<string, Level>

/** The escalations that were raised from what a screen shows, each with where it stands. */
export function EscalationRows({ rows = [] }: { rows: RaisedFromView | undefined }) {
  const t = useT()
  return (
    <RowGroup heading={t('esc.raisedFrom')}>
      {rows.map(({ escalationId, severity, status, summary, isDispute }) => (
        <Row
          key={escalationId}
          mark={<SeverityMark level={levels[severity]} />}
          title={summary}
          detail={[
            t(`esc.severity.${severity}`),
            t(`esc.status.${status}`),
            isDispute && t('esc.link.dispute'),
          ]
            .filter(Boolean)
            .join(' · ')}
          to={paths.escalation(escalationId)}
        />
      ))}
    </RowGroup>
  )
}
