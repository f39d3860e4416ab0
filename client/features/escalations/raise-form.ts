import type { MessageKey } from '#client/lib/i18n.ts'
import type { EditInput, LinkInput, RaiseInput } from '#shared/escalations/contracts.ts'
import {
  contentFault,
  type EscalationKind,
  escalationKinds,
  leadsNowhere,
  type SafetyCategory,
} from '#shared/escalations/rules.ts'
import { type Severity, severities } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'

/** What the form holds and the draft keeps. */
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
export type RaiseField = 'kind' | 'category' | 'severity' | 'summary' | 'details' | 'caseReference'
/** What is wrong at a field, by its message. */
export type RaiseErrors = Partial<
  Record<RaiseField, Extract<MessageKey, `raise.${'missing' | 'refused'}.${string}`>>
>

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

/** What can be opened has no place in a reference; shared/escalations/contracts.ts holds the command to the same. */
const opaque = /^[\p{L}\p{N}][\p{L}\p{N}_#-]{0,63}$/u

type Content = Omit<EditInput, 'escalationId'> & Pick<RaiseInput, 'severity'>

/** What the command says, or at which fields it is not complete or not acceptable. Child safety leaves out what it may not hold. */
export function toContent(form: RaiseForm): { content: Content } | { errors: RaiseErrors } {
  const child = isChildSafety(form)
  const summary = form.summary.trim()
  const caseReference = form.caseReference.trim() || null
  const errors: RaiseErrors = {}
  const { kind, severity } = form
  const category = kind === 'safety' ? form.category : null
  if (!kind) errors.kind = 'raise.missing.kind'
  if (kind === 'safety' && !category) errors.category = 'raise.missing.category'
  if (!severity) errors.severity = 'raise.missing.severity'
  if (summary === '') errors.summary = 'raise.missing.summary'
  else if (child && !leadsNowhere(summary)) errors.summary = 'raise.refused.summary'
  if (caseReference === null && child) errors.caseReference = 'raise.missing.caseReference'
  else if (caseReference !== null && !opaque.test(caseReference))
    errors.caseReference = 'raise.refused.caseReference'
  if (!kind || !severity || Object.keys(errors).length > 0) return { errors }
  const content: Content = {
    ...{
      kind,
      category,
      severity,
      summary,
      caseReference,
      function: form.function,
      subjectId: form.subjectId,
    },
    details: child ? null : form.details.trim() || null,
  }
  const fault = contentFault(content)
  return fault ? { errors: { [fault]: `raise.refused.${fault}` } } : { content }
}

/** A refusal of the server at its field of the form; nothing where no field of it is meant. */
export function errorsOf(path: string | undefined): RaiseErrors {
  const fields = ['kind', 'category', 'severity', 'summary', 'details', 'caseReference'] as const
  const field = fields.find((one) => one === path)
  return field ? { [field]: `raise.refused.${field}` } : {}
}

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
