import { useState } from 'react'
import { ApprovalSheet } from './approval-sheet.tsx'
import { useEscalations } from './data.ts'

type Props = { escalationId: string; onClose: () => void }

/** One approval after the other, each on a sheet of its own: nothing decides two at once. */
export function ApprovalSheets({ escalationId, onClose }: Props) {
  const [shown, setShown] = useState(escalationId)
  const [decided, setDecided] = useState<readonly string[]>([])
  const { data: rows = [] } = useEscalations({ scope: 'all', state: 'open' })
  const others = rows.filter(
    (row) => row.decidable && row.escalationId !== shown && !decided.includes(row.escalationId),
  )
  const [next] = others
  return (
    <ApprovalSheet
      key={shown}
      escalationId={shown}
      onClose={onClose}
      onDecided={() => setDecided([...decided, shown])}
      next={next && { n: others.length, open: () => setShown(next.escalationId) }}
    />
  )
}
