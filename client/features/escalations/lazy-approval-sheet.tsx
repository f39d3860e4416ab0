import { lazy, Suspense } from 'react'

const Sheet = lazy(async () => ({ default: (await import('./approval-sheet.tsx')).ApprovalSheet }))

/** Opens while it is told which escalation, of which nothing is left for the next one. */
export function LazyApprovalSheet({
  escalationId,
  onClose,
}: {
  escalationId: string | undefined
  onClose: () => void
}) {
  if (!escalationId) return null
  return (
    <Suspense fallback={null}>
      <Sheet key={escalationId} escalationId={escalationId} onClose={onClose} />
    </Suspense>
  )
}
