import type { FieldValues, Path } from 'react-hook-form'
import type { Reading } from '#client/forms/reading.ts'
import { type Form, type Refusal, useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { type Translate, useT } from '#client/lib/i18n.ts'

const reasons = [
  'name_differs',
  'period_bounds',
  'period_same',
  'review_past',
  'ends_before_start',
  'asked_already',
  'nobody_confirms',
  'about_oneself',
  'in_team',
  'request_over',
  'request_uncounted',
  'network',
] as const

/** Returns what was refused of a hold or a request: at which of the form's fields, where it names one of them, and in words. */
export function requestRefusal<Field extends string>(
  t: Translate,
  thrown: unknown,
  fields: readonly Field[],
): Refusal<Field> {
  const { code, details } = toAppError(thrown)
  const path = details.field?.replace(/^input\./, '')
  const field = fields.find((known) => known === path)
  const reason = reasons.find((known) => known === details.reason)
  return { field, text: t(reason ? `retention.error.${reason}` : `error.${code}`) }
}

/** Returns what is wrong at a field before it is sent. */
const faults = {
  reason: 'retention.error.reason',
  untoldReason: 'retention.error.reason',
  name: 'retention.error.name_differs',
  days: 'retention.error.days',
  teamId: 'retention.error.team',
  fromOn: 'retention.error.day',
  untilOn: 'retention.error.day',
  reviewOn: 'retention.error.day',
} as const
type RequestField = keyof typeof faults

type Options<Values extends FieldValues, Field extends Path<Values>, Input> = {
  fields: readonly Field[]
  initial: Values
  read: (values: Values) => Reading<Field, Input>
  send: (input: Input) => Promise<unknown>
}

/** Holds a form of a hold or of a request about retention. */
export function useRequestForm<Values extends FieldValues, Field extends Path<Values> & RequestField, Input>({
  fields,
  ...options
}: Options<Values, Field, Input>): Form<Values, Field> {
  const t = useT()
  return useForm<Values, Field, Input>({
    ...options,
    say: (field) => {
      const fault: (typeof faults)[RequestField] = faults[field]
      return t(fault)
    },
    refusal: (thrown) => requestRefusal(t, thrown, fields),
  })
}
