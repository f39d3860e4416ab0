import './board.css'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { SeverityMark } from '#client/ui/marks.tsx'
import { Menu, type MenuItem } from '#client/ui/menu.tsx'
import type { BoardColumn } from '#shared/escalations/board-rules.ts'
import type { BoardCard } from '#shared/escalations/views.ts'
import { ClockLine } from './clock.tsx'
import { levelOf, statusWord, useTitle } from './escalation-text.ts'

/** Returns the id of what has the focus on a card. */
export const cardId = (escalationId: string): string => `board-card-${escalationId}`

type Props = {
  card: BoardCard
  now: number
  /** Where the reader may move it. */
  columns: readonly BoardColumn[]
  onMove: (column: BoardColumn) => void
  onDrag: (card: BoardCard | undefined) => void
  onDecide: (() => void) | undefined
}

/** How severe, what about, who has it, what is left. What it can be dragged to can be chosen in its menu. */
export function BoardCardItem({ card, now, columns, onMove, onDrag, onDecide }: Props) {
  const t = useT()
  const title = useTitle()(card)
  const { escalationId, severity, holder, clock, status, askedBy } = card
  const items: MenuItem[] = [
    ...(onDecide ? [{ label: t('approve.title'), onSelect: onDecide }] : []),
    ...columns
      // A decision has its own entry.
      .filter((column) => column !== 'approved' && column !== 'rejected')
      .map((column) => ({
        label: t('board.to', { column: t(`board.column.${column}`) }),
        onSelect: () => onMove(column),
      })),
  ]
  return (
    <li
      className="board-card"
      draggable={columns.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', title)
        event.dataTransfer.effectAllowed = 'move'
        onDrag(card)
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <div className="board-card-head">
        <SeverityMark level={levelOf(severity)} />
        <span className="text-label text-quiet board-card-word">
          {[
            t(`esc.severity.${severity}`),
            (status === 'reopened' || askedBy) && t(statusWord({ status, askedBy })),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {items.length > 0 && <Menu label={t('board.move', { title })} items={items} />}
      </div>
      <Link
        id={cardId(escalationId)}
        className="two-lines board-card-title"
        to={paths.escalation(escalationId)}
        draggable={false}
      >
        {title}
      </Link>
      <p className="text-label text-quiet">
        {holder ? t('ui.person', { name: holder.name }) : t('esc.holder.none')}
      </p>
      {clock && <ClockLine clock={clock} now={now} />}
      <SyncLine entity={escalationId} />
    </li>
  )
}
