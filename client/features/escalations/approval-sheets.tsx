import { useState } from 'react'
import { ApprovalSheet } from './approval-sheet.tsx'
import { useEscalations } from './data.ts'

type Props = { escalationId: string; onClose: () => void }

/** What was decided here, and the reading of the list that did not know it yet. */
type Decided = { escalationId: string; listAt: number }

/** One approval after the other, each on a sheet of its own: nothing decides two at once. */
export function ApprovalSheets({ escalationId, onClose }: Props) {
  const [shown, setShown] = useState(escalationId)
  const [decided, setDecided] = useState<readonly Decided[]>([])
  const { data: rows = [], dataUpdatedAt } = useEscalations({ scope: 'all', state: 'open' })
  // Only until the list is read again: it knows what was taken back, and what is asked of somebody else.
  const gone = decided.filter(({ listAt }) => listAt === dataUpdatedAt).map((item) => item.escalationId)
  const others = rows.filter(
    (row) => row.decidable && !row.askedBy && row.escalationId !== shown && !gone.includes(row.escalationId),
  )
  const [next] = others
  return (
    <ApprovalSheet
      key={shown}
      escalationId={shown}
      onClose={onClose}
      onDecided={() => setDecided((before) => [...before, { escalationId: shown, listAt: dataUpdatedAt }])}
      next={next && { n: others.length, open: () => setShown(next.escalationId) }}
    />
  )
}
