import type { FieldValues, Path } from 'react-hook-form'
import type { Reading } from '#client/forms/reading.ts'
import { type Form, useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { refusalOf } from './refusals.ts'

type Options<Values extends FieldValues, Field extends Path<Values>, Input> = {
  fields: readonly Field[]
  initial: Values
  read: (values: Values) => Reading<Field, Input>
  send: (input: Input) => Promise<unknown>
}

/** Holds a form of administration, which says what the server refused at its field or above the buttons. */
export function useChangeForm<Values extends FieldValues, Field extends Path<Values>, Input>({
  fields,
  ...options
}: Options<Values, Field, Input>): Form<Values, Field> {
  const t = useT()
  return useForm<Values, Field, Input>({
    ...options,
    say: (field, fault) =>
      t(fault === 'refused' && field === 'email' ? 'admin.error.email' : 'admin.error.missing'),
    refusal: (thrown) => refusalOf(t, thrown, fields),
  })
}
