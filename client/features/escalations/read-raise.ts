import { type Faults, fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type RaiseInput, raiseInput } from '#shared/escalations/contracts.ts'
import { isPlain } from '#shared/escalations/rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { isChildSafety, type RaiseForm } from './raise-form.ts'

/** Returns the field of the form that a path of the input belongs to; undefined where none does. */
export const fieldOf = fieldsNamed([
  'kind',
  'category',
  'severity',
  'summary',
  'details',
  'caseReference',
  'function',
  'subjectId',
])
export type RaiseField = NonNullable<ReturnType<typeof fieldOf>>

/** Returns whether words that child safety may not hold were written on it before. */
export function hasEarlierText({
  events,
  request,
  resolution,
  whatChanged,
  followUps,
}: EscalationView): boolean {
  const { question, recommendation, ifApproved, ifRejected, decisions = [] } = request ?? {}
  const texts = [
    ...events.map((event) => event.words),
    ...[question, recommendation, ifApproved, ifRejected, resolution, whatChanged],
    ...decisions.map(({ reason }) => reason),
    ...followUps.map(({ title }) => title),
  ]
  return texts.some((text) => text && !isPlain(text))
}

/** Reads the form as an escalation that is submitted. Child safety leaves out what it may not hold. */
export function readRaise(
  { commandId: _, ...form }: RaiseForm,
  revised?: EscalationView,
): Reading<RaiseField, RaiseInput> {
  const child = isChildSafety(form)
  const category = form.kind === 'safety' ? form.category : null
  const caseReference = form.caseReference.trim() || null
  // The schema looks at how fields fit each other only when each is right by itself; here all is said at once.
  const faults: Faults<RaiseField> = {}
  if (form.kind === 'safety' && !category) faults.category = 'missing'
  if (child && revised && hasEarlierText(revised)) faults.category = 'refused'
  if (child && !caseReference) faults.caseReference = 'missing'
  if (child && !isPlain(form.summary.trim())) faults.summary = 'refused'
  const details = child ? null : form.details.trim() || null
  const sent = { ...form, category, caseReference, details, links: child ? [] : form.links, submit: true }
  return withFaults(faults, readWith(raiseInput, sent, fieldOf))
}
