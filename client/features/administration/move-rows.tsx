import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { MovesView, MoveView } from '#shared/administration/views.ts'
import { MoveSheet } from './move-sheet.tsx'

/** Lists the moves of teams that wait, and those that were confirmed with who asked and who confirmed each. */
export function MoveRows({ moves: { waiting, confirmed } }: { moves: MovesView }) {
  const t = useT()
  const { shortDate } = useFormat()
  const [chosen, setChosen] = useState<string>()
  const move = waiting.find(({ moveId }) => moveId === chosen)
  const by = ({ asker, confirmer, at }: MoveView) => {
    const day = shortDate(at)
    return asker && confirmer
      ? t('moves.by', { asker: asker.name, confirmer: confirmer.name, day })
      : t('moves.byServer', { day })
  }
  return (
    <>
      <RowGroup heading={t('moves.waiting')} limit={Number.POSITIVE_INFINITY}>
        {waiting.map((item) => (
          <Row
            key={item.moveId}
            title={item.teamName}
            detail={t('moves.to', { to: item.toName ?? '' })}
            onOpen={() => setChosen(item.moveId)}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('moves.confirmed')} limit={Number.POSITIVE_INFINITY}>
        {confirmed.map((item) => (
          <Row
            key={item.moveId}
            title={item.teamName}
            lines={2}
            detail={item.toName ? `${t('moves.to', { to: item.toName })} · ${by(item)}` : by(item)}
          />
        ))}
      </RowGroup>
      {move && <MoveSheet move={move} onClose={() => setChosen(undefined)} />}
    </>
  )
}
