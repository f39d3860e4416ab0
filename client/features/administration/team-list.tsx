import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { StructureTeam, StructureView } from '#shared/administration/views.ts'
import { useMoves } from './data.ts'
import { TeamSheet } from './team-sheet.tsx'
import { inTree } from './team-tree.ts'

type Props = {
  structure: StructureView
  /** The team being edited, or 'new'. */
  edited: string | null
  onEdit: (team: string | undefined) => void
}

/** The teams, each after the one it belongs to. */
export function TeamList({ structure, edited, onEdit }: Props) {
  const t = useT()
  const { online } = useWorkStatus()
  const { teams } = structure
  const waiting = useMoves().data?.waiting ?? []
  const team = teams.find(({ teamId }) => teamId === edited)
  const detailOf = ({ teamId, parentId, zone }: StructureTeam) => {
    const above = teams.find((other) => other.teamId === parentId)
    const place = above ? t('admin.team.below', { name: above.name, zone }) : zone
    const move = waiting.find((item) => item.teamId === teamId)
    return move ? t('admin.team.waits', { place, to: move.toName ?? '' }) : place
  }
  return (
    <>
      {!online && <output className="inset">{t('admin.offline')}</output>}
      {teams.length === 0 && <EmptyState text={t('admin.team.none')} />}
      <ul>
        {inTree(teams).map((item) => (
          <Row
            key={item.teamId}
            title={item.name}
            detail={detailOf(item)}
            {...(online ? { onOpen: () => onEdit(item.teamId) } : {})}
          />
        ))}
      </ul>
      {(team || edited === 'new') && (
        <TeamSheet key={edited} team={team} structure={structure} onClose={() => onEdit(undefined)} />
      )}
    </>
  )
}
