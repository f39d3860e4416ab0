export const escalationKinds = ['safety', 'policy_gap', 'tool_fault', 'appeal', 'people'] as const
export type EscalationKind = (typeof escalationKinds)[number]
/**
 * Lists the kinds of a safety issue. Child safety holds an opaque reference and few words; never a link, a picture or
 * an address.
 */
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
/**
 * The characters of words about child safety, once they are normalised: letters, digits, blanks, commas, hyphens and
 * brackets. No address can be written with them. The tables hold the same ranges.
 */
const plainCharacters = String.raw`A-Za-z0-9À-ÖØ-öø-ɏᄀ-ᅞᅡ-ᇿぁ-ゖァ-ヺー々一-鿿가-힣 \n,()\[\]\-`
const plainText = new RegExp(`^[${plainCharacters}]*$`)
/** Other forms of them that keyboards write: combined accents, other widths. What else normalising would bring is refused. */
const writtenText = new RegExp(
  String.raw`^[${plainCharacters}\u0300-\u036f\u00a0\u3000\u3131-\u318e\uff01-\uffdc]*$`,
)
export const childSafetyLimit = 200
/** Returns whether an escalation about child safety may hold these words: few, and none that lead anywhere. */
export function isPlain(text: string): boolean {
  return text.length <= childSafetyLimit && writtenText.test(text) && plainText.test(text.normalize('NFKC'))
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
  if (!isPlain(input.summary)) return 'summary'
  if (input.details !== null) return 'details'
  return input.caseReference === null ? 'caseReference' : undefined
}
export const eventKinds = [
  'raised',
  'submitted',
  'edited',
  'acknowledged',
  'taken_over',
  'assigned',
  'commented',
  'reminded',
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
/** Returns what people say to each other instead of the whole id. */
export function referenceOf(escalationId: string): string {
  return escalationId.slice(-6).toUpperCase()
}
