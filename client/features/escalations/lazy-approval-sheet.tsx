import { lazy, Suspense } from 'react'

const Sheets = lazy(async () => ({ default: (await import('./approval-sheets.tsx')).ApprovalSheets }))

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
      <Sheets key={escalationId} escalationId={escalationId} onClose={onClose} />
    </Suspense>
  )
}
