import { type ComponentProps, lazy, Suspense, useState } from 'react'
import type { ApprovalSheet } from './approval-sheet.tsx'

const Sheet = lazy(async () => ({ default: (await import('./approval-sheet.tsx')).ApprovalSheet }))

/** The sheet's code comes when the first decision is opened, and stays: closing it takes the way back along. */
export function LazyApprovalSheet(props: ComponentProps<typeof ApprovalSheet>) {
  const [opened, setOpened] = useState(false)
  if (props.escalationId && !opened) setOpened(true)
  if (!opened) return null
  return (
    <Suspense fallback={null}>
      <Sheet {...props} />
    </Suspense>
  )
}
