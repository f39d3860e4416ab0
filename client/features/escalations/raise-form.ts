import type { LinkInput, RaiseInput } from '#shared/escalations/contracts.ts'
import { type EscalationKind, escalationKinds, type SafetyCategory } from '#shared/escalations/rules.ts'
import { type Severity, severities } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'

/** Holds what the form shows and the draft keeps. */
export type RaiseForm = {
  escalationId: string
  /** Chosen when the form opens, so that a double tap is one escalation. */
  commandId: string
  teamId: string
  kind: EscalationKind | null
  category: SafetyCategory | null
  severity: Severity | null
  summary: string
  details: string
  caseReference: string
  function: PartnerFunction | null
  subjectId: string | null
  links: LinkInput[]
}
export type Ids = Pick<RaiseForm, 'escalationId' | 'commandId' | 'teamId'>
export function newForm(ids: Ids, source: Partial<Pick<RaiseForm, 'subjectId' | 'links'>> = {}): RaiseForm {
  return {
    ...ids,
    ...{ kind: source.subjectId ? 'people' : null, category: null, severity: null, function: null },
    ...{ summary: '', details: '', caseReference: '', subjectId: null, links: [] },
    ...source,
  }
}

/** The form of what is there already, or waits on this phone because it was refused. */
export function formOf(
  input: Pick<RaiseInput, keyof RaiseForm & keyof RaiseInput>,
  commandId: string,
): RaiseForm {
  return { ...input, commandId, details: input.details ?? '', caseReference: input.caseReference ?? '' }
}
export function formOfView(view: EscalationView, commandId: string): RaiseForm {
  const { subject, summary, ...rest } = view
  return formOf(
    { ...rest, summary: summary ?? '', subjectId: subject?.personId ?? null, links: [] },
    commandId,
  )
}

/** Nothing of one's own in it yet. */
export const isEmpty = ({ summary, details, caseReference, severity }: RaiseForm): boolean =>
  severity === null && [summary, details, caseReference].every((text) => text.trim() === '')

export const isChildSafety = ({ kind, category }: Pick<RaiseForm, 'kind' | 'category'>): boolean =>
  kind === 'safety' && category === 'child_safety'

/** A draft of an older release may lack what a newer one asks for: then it is no form. */
export function isForm(value: unknown): value is RaiseForm {
  const form = value as Partial<RaiseForm> | null
  return (
    typeof form?.escalationId === 'string' &&
    typeof form.commandId === 'string' &&
    typeof form.teamId === 'string' &&
    typeof form.summary === 'string' &&
    typeof form.details === 'string' &&
    typeof form.caseReference === 'string' &&
    Array.isArray(form.links) &&
    (form.kind === null || escalationKinds.some((kind) => kind === form.kind)) &&
    (form.severity === null || severities.some((severity) => severity === form.severity))
  )
}
