import { liveKeys as audits } from '#client/features/audits/data.ts'
import { liveKeys as scorecards } from '#client/features/scorecards/data.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { trpc } from '#client/lib/trpc.ts'

const people: LiveKeys = { people: () => [trpc.people.pathFilter()] }

/** What each feature says a change concerns. */
export const liveMaps: readonly LiveKeys[] = [people, scorecards, audits]
