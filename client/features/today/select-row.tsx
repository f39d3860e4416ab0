import { useEffect, useRef } from 'react'
import { kindOf, type RowKinds, type Settle } from '#client/manifest/today-rows.ts'
import { CheckRow } from '#client/ui/check-row.tsx'
import type { TodayItem } from '#shared/today/kinds.ts'
import { isUnread, RowDetail, rowMessage, useRowReader } from './use-row-reader.tsx'
import type { Write, Writes } from './use-settle.ts'

type Props = {
  item: TodayItem
  kinds: RowKinds
  writes: Writes
  chosen: boolean
  onChoose: (isChosen: boolean) => void
  /** Where the row says how it is settled. */
  settling: Map<string, () => Write>
}

/** A row of Today with a ring in place of its mark; what is not settled with others stays, dim, and says why. */
export function SelectRow({ item, kinds, writes, chosen, onChoose, settling }: Props) {
  const reader = useRowReader()
  const { t } = reader
  const message = rowMessage(kinds, item, reader)
  const alone = kindOf(kinds, item).alone?.(item)
  const refusal = alone ? t(`select.alone.${alone}`) : isUnread(kinds, item) ? t('select.unread') : undefined
  useSettling({ item, kinds, writes, settling }, reader)
  return (
    <CheckRow
      label={t('select.row', { row: refusal ? `${message.subject}, ${refusal}` : message.whole })}
      title={message.subject}
      detail={refusal ?? <RowDetail {...message} />}
      checked={chosen}
      refused={refusal !== undefined}
      onChange={onChoose}
    />
  )
}

const nothing = () => undefined

/** Keeps the way in which the row is settled: what its button finishes, where it finishes something. */
function useSettling(
  { item, kinds, writes, settling }: Pick<Props, 'item' | 'kinds' | 'writes' | 'settling'>,
  reader: ReturnType<typeof useRowReader>,
): void {
  const finished = useRef<Write>(undefined)
  const settle: Settle = {
    done: nothing,
    later: nothing,
    finishAction: (action) => {
      finished.current = writes.action(action)
    },
    finishFollowUp: (noteId) => {
      finished.current = writes.followUp(noteId)
    },
  }
  const acts = { open: nothing, go: nothing, answerTalk: nothing, settle }
  const { onSelect } = kindOf(kinds, item).useButton(item, acts, reader)
  const { key } = item
  useEffect(() => {
    settling.set(key, () => {
      finished.current = undefined
      onSelect()
      return finished.current ?? writes.settle(key)
    })
    return () => void settling.delete(key)
  })
}
