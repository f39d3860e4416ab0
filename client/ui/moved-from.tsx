import { lazy, Suspense } from 'react'
import { loadRareMessages } from '#client/lib/i18n.ts'

// Few things were moved in, and where one came from is said after the thing itself.
const OriginLine = lazy(async () => {
  const [{ OriginLine: Line }] = await Promise.all([import('./origin-line.tsx'), loadRareMessages()])
  return { default: Line }
})

/** Where a review or a round was moved in from, once that is there. */
export function MovedFrom({ entityId }: { entityId: string }) {
  return (
    <Suspense>
      <OriginLine entityId={entityId} />
    </Suspense>
  )
}
