import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { prefetchToday } from './data.ts'

const list = () => [trpc.today.list.queryFilter()]

export const todayAfterStart: AfterStart = {
  live: { today: list, coaching: list, audits: list, people: list, 'check-ins': list, escalations: list },
  prefetch: prefetchToday,
  recorded: [{ kept: 'recorded.kept.settled', seen: 'recorded.seen.settled' }],
}
