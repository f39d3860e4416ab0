import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { MoveView } from '#shared/administration/views.ts'
import { MoveSheet } from './move-sheet.tsx'

/** Lists the moves of teams that wait, and opens one to be confirmed or declined. */
export function WaitingMoves({ moves }: { moves: readonly MoveView[] }) {
  const t = useT()
  const [chosen, setChosen] = useState<string>()
  const move = moves.find(({ moveId }) => moveId === chosen)
  return (
    <>
      <RowGroup heading={t('moves.waiting')} limit={Number.POSITIVE_INFINITY}>
        {moves.map((item) => (
          <Row
            key={item.moveId}
            title={item.teamName}
            detail={t('moves.to', { to: item.toName ?? '' })}
            onOpen={() => setChosen(item.moveId)}
          />
        ))}
      </RowGroup>
      {move && <MoveSheet move={move} onClose={() => setChosen(undefined)} />}
    </>
  )
}

/** Lists the moves of teams that were confirmed, with who asked and who confirmed each. */
export function ConfirmedMoves({ moves }: { moves: readonly MoveView[] }) {
  const t = useT()
  const { shortDate } = useFormat()
  const by = ({ asker, confirmer, at }: MoveView) => {
    const day = shortDate(at)
    return asker && confirmer
      ? t('moves.by', { asker: asker.name, confirmer: confirmer.name, day })
      : t('moves.byServer', { day })
  }
  return (
    <RowGroup heading={t('moves.confirmed')} limit={Number.POSITIVE_INFINITY}>
      {moves.map((item) => (
        <Row
          key={item.moveId}
          title={item.teamName}
          detail={item.toName ? `${t('moves.to', { to: item.toName })} · ${by(item)}` : by(item)}
        />
      ))}
    </RowGroup>
  )
}
