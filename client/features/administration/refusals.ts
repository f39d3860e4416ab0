import { toAppError } from '#client/lib/app-error.ts'
import type { Translate } from '#client/lib/i18n.ts'

/** What the server refused: at which field, where it names one, and in words. */
export interface Refused {
  field: string | undefined
  text: string
}

const reasons = [
  'email_taken',
  'reference_taken',
  'role_held',
  'ends_before_start',
  'team_unknown',
  'team_name_taken',
  'team_circle',
  'zone_unknown',
  'last_admin',
  'role_over',
  'signs_in_already',
  'network',
] as const

export function refusedOf(t: Translate, thrown: unknown): Refused {
  const { code, details } = toAppError(thrown)
  const reason = reasons.find((known) => known === details.reason)
  // The schema speaks of the whole envelope, a service of its input.
  const field = details.field?.replace(/^input\./, '')
  if (reason) return { field, text: t(`admin.error.${reason}`) }
  if (code === 'INVALID' && field === 'email') return { field, text: t('admin.error.email') }
  return { field, text: t(`error.${code}`) }
}

/** For the fields of a form: the words at their own field, the rest for the line above the buttons. */
export function wordsAt(refused: Refused | undefined, fields: readonly string[]) {
  const at = (field: string) => (refused?.field === field ? refused.text : undefined)
  const elsewhere = refused && !(refused.field && fields.includes(refused.field)) ? refused.text : undefined
  return { at, elsewhere }
}
