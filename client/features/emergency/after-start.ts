import KeyRound from 'lucide-react/icons/key-round'
import { paths } from '#client/lib/paths.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const emergencyAfterStart: AfterStart = {
  // Reads through an access are asked for again too, and refused once it has ended.
  live: { emergency: () => [trpc.emergency.pathFilter(), trpc.today.list.queryFilter()] },
  prefetch: () => [prefetch(trpc.emergency.list.queryOptions())],
  drafts: [{ prefix: 'emergency:ask:', path: paths.askEmergency }],
  me: [{ group: 'organisation', label: 'me.emergency', icon: KeyRound, to: paths.emergency() }],
  recorded: [{ kept: 'recorded.kept.emergency', seen: 'recorded.seen.emergency' }],
}
