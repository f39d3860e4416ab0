import type { TodayItem } from './kinds.ts'

export const todayGroups = ['now', 'people', 'today'] as const
export type TodayGroup = (typeof todayGroups)[number]

/** The steps of Now: what is overdue, who asked to talk, what is to be decided, what runs out, all else. */
const steps = { overdue: 0, talk: 1, decision: 2, running: 3, else: 4 } as const
const severities = ['P0', 'P1', 'P2', 'P3']

function stepOf(item: TodayItem, now: number): number {
  if ('dueAt' in item && item.dueAt && Date.parse(item.dueAt) <= now) return steps.overdue
  switch (item.kind) {
    case 'look':
      return steps.overdue
    case 'talk':
      return steps.talk
    case 'confirmation':
    case 'emergency':
      return steps.decision
    case 'escalation':
      return item.why === 'decide' ? steps.decision : item.why === 'running_out' ? steps.running : steps.else
    default:
      return steps.else
  }
}
/** A person who waits comes right after what is urgent. */
const severityOf = (item: TodayItem): number =>
  'severity' in item ? severities.indexOf(item.severity) : item.kind === 'talk' ? 1.5 : severities.length
const dueOf = (item: TodayItem): string => ('dueAt' in item && item.dueAt) || item.at

/**
 * Groups in their order. In Now the overdue clocks come first, by severity; then requests to talk, decisions, clocks that
 * run out, and the rest. In the others the oldest is first, so that a row keeps its place while others come and go.
 */
export function inOrder(items: readonly TodayItem[], now = Date.now()): TodayItem[] {
  const placed = items.map((item) => {
    const group = todayGroups.indexOf(item.group)
    const urgency = group === 0 ? [stepOf(item, now), severityOf(item)] : []
    return { item, place: [group, ...urgency], since: group === 0 ? dueOf(item) : item.at }
  })
  return placed
    .sort((a, b) => {
      const difference = a.place
        .map((value, index) => value - (b.place[index] ?? 0))
        .find((value) => value !== 0)
      return difference ?? (a.since.localeCompare(b.since) || a.item.key.localeCompare(b.item.key))
    })
    .map(({ item }) => item)
}
