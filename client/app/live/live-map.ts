import { liveKeys as audits } from '#client/features/audits/data.ts'
import { liveKeys as checkIns } from '#client/features/check-ins/data.ts'
import { liveKeys as coaching } from '#client/features/coaching/data.ts'
import { liveKeys as escalations } from '#client/features/escalations/data.ts'
import { liveKeys as inbox } from '#client/features/inbox/data.ts'
import { liveKeys as scorecards } from '#client/features/scorecards/data.ts'
import { liveKeys as today } from '#client/features/today/data.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { trpc } from '#client/lib/trpc.ts'

const people: LiveKeys = { people: () => [trpc.people.pathFilter(), trpc.administration.pathFilter()] }

/** What each feature says a change concerns. */
export const liveMaps: readonly LiveKeys[] = [
  people,
  today,
  inbox,
  coaching,
  escalations,
  checkIns,
  scorecards,
  audits,
]
