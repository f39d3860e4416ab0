import type { Refusal } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import type { Translate } from '#client/lib/i18n.ts'

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
  'nobody_confirms',
  'role_longer',
  'address_taken',
  'request_over',
  'network',
] as const

/** Returns what the server refused: at which of the form's fields, where it names one of them, and in words. */
export function refusalOf<Field extends string>(
  t: Translate,
  thrown: unknown,
  fields: readonly Field[],
): Refusal<Field> {
  const { code, details } = toAppError(thrown)
  const reason = reasons.find((known) => known === details.reason)
  // The schema speaks of the whole envelope, a command of its input.
  const path = details.field?.replace(/^input\./, '')
  const field = fields.find((field) => field === path)
  if (reason) return { field, text: t(`admin.error.${reason}`) }
  if (code === 'INVALID' && path === 'email') return { field, text: t('admin.error.email') }
  return { field, text: t(`error.${code}`) }
}
