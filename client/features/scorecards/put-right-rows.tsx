import { useQuery } from '@tanstack/react-query'
import { paths } from '#client/commands/audits-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { PutRightCount } from '#shared/audits/views.ts'

type Props = {
  teamId: string
  /** The reader leads the team, so that the list is theirs to open. */
  leads: boolean
}

/** Counts a team's wrong decisions that are to be put right on the platform; machines' apart, and nobody's by name. */
export function PutRightRows({ teamId, leads }: Props) {
  const t = useT()
  const { data } = useQuery(trpc.audits.putRightCounts.queryOptions({ teamId }))
  if (!data) return null
  const rows = (['people', 'machines'] as const).filter((whose) => isAny(data[whose]))
  return (
    <RowGroup heading={t('putRight.title')}>
      {rows.map((whose) => (
        <Row
          key={whose}
          title={t(`putRight.counts.${whose}`, data[whose])}
          detail={t('putRight.counts.done', data[whose])}
          to={leads ? paths.putRight(teamId) : undefined}
        />
      ))}
    </RowGroup>
  )
}

const isAny = ({ open, done, notNeeded }: PutRightCount) => open + done + notNeeded > 0
