import { lazy, Suspense } from 'react'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { coachingTimeline } from './timeline-entries.tsx'

/** The tab's contents are no part of the page until somebody opens it. */
const ActionsPart = lazy(async () => ({ default: (await import('./actions-part.tsx')).ActionsPart }))

export const coachingOnPerson: PersonSlots = {
  part: {
    ...{ value: 'actions', label: 'person.actions' },
    Content: ({ personId }) => (
      <Suspense fallback={<Skeleton rows={2} />}>
        <ActionsPart personId={personId} />
      </Suspense>
    ),
  },
  timeline: coachingTimeline,
}
