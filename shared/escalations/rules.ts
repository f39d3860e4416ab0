export const escalationKinds = ['safety', 'policy_gap', 'tool_fault', 'appeal', 'people'] as const
export type EscalationKind = (typeof escalationKinds)[number]
/** Of a safety issue. Child safety holds an opaque reference and few words; never a link, a picture or an address. */
export const safetyCategories = [
  'child_safety',
  'life_at_risk',
  'intimate_image',
  'terrorism',
  'other',
] as const
export type SafetyCategory = (typeof safetyCategories)[number]
/** Why a clock stands still. */
export const pauseReasons = ['information', 'outside_body', 'legal', 'release'] as const
/** Anything that could lead to a picture: a scheme, a host name with a path, a data address, markup. */
const address = /(:\/\/|\bwww\.|\bdata:|\b[\w-]+\.[a-z]{2,}\/|<[a-z!/])/i
/** Words about child safety are few and lead nowhere. */
export const childSafetyLimit = 200
export function hasNoLink(text: string): boolean {
  return text.length <= childSafetyLimit && !address.test(text)
}

export type Content = {
  kind: EscalationKind
  category: SafetyCategory | null
  summary: string
  details: string | null
  caseReference: string | null
}
/** The first field that is not acceptable for its kind and category. */
export function contentFault(input: Content): keyof Content | undefined {
  if ((input.kind === 'safety') !== (input.category !== null)) return 'category'
  if (input.category !== 'child_safety') return undefined
  if (!hasNoLink(input.summary)) return 'summary'
  if (input.details !== null) return 'details'
  return input.caseReference === null ? 'caseReference' : undefined
}
export const eventKinds = [
  'raised',
  'submitted',
  'edited',
  'acknowledged',
  'assigned',
  'commented',
  'linked',
  'merged',
  'severity_changed',
  'paused',
  'resumed',
  'requested',
  'asked',
  'voided',
  'approved',
  'rejected',
  'started',
  'resolved',
  'closed',
  'reopened',
  'at_risk',
  'overdue',
] as const
export type EventKind = (typeof eventKinds)[number]
/** What people say to each other instead of the whole id. */
export function referenceOf(escalationId: string): string {
  return escalationId.slice(-6).toUpperCase()
}
