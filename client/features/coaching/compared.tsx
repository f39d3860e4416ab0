import { lazy, Suspense } from 'react'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { partsOf } from './note-text.ts'

const Differences = lazy(() => import('./differences.tsx'))

/** Shows how two wordings differ; until the phone has worked that out, the later of them. */
export function Compared({ before, after }: { before: NoteBody; after: NoteBody }) {
  const plain = partsOf(after).map(({ field, text }) => (
    <p key={field} className="text-prose">
      {text}
    </p>
  ))
  return (
    <Suspense fallback={plain}>
      <Differences before={before} after={after} />
    </Suspense>
  )
}
