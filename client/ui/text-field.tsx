import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
} & Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'id' | 'className' | keyof FieldProps>

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  optional,
  value,
  onChange,
  type = 'text',
  ...rest
}: Props) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type={type}
          className="control"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
