import { type Faults, fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type RaiseInput, raiseInput } from '#shared/escalations/contracts.ts'
import { hasNoLink } from '#shared/escalations/rules.ts'
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

/** Reads the form as an escalation that is submitted. Child safety leaves out what it may not hold. */
export function readRaise({ commandId: _, ...form }: RaiseForm): Reading<RaiseField, RaiseInput> {
  const child = isChildSafety(form)
  const category = form.kind === 'safety' ? form.category : null
  const caseReference = form.caseReference.trim() || null
  // The schema looks at how fields fit each other only when each is right by itself; here all is said at once.
  const faults: Faults<RaiseField> = {}
  if (form.kind === 'safety' && !category) faults.category = 'missing'
  if (child && !caseReference) faults.caseReference = 'missing'
  if (child && !hasNoLink(form.summary.trim())) faults.summary = 'refused'
  const details = child ? null : form.details.trim() || null
  const sent = { ...form, category, caseReference, details, links: child ? [] : form.links, submit: true }
  return withFaults(faults, readWith(raiseInput, sent, fieldOf))
}
