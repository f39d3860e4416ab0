import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  /** YYYY-MM-DD, or nothing. */
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
  disabled?: boolean | undefined
}

/** A calendar date, by the phone's own picker. */
export function DateField({
  label,
  hideLabel,
  hint,
  error,
  optional,
  value,
  onChange,
  min,
  max,
  disabled,
}: Props) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="control"
          value={value}
          min={min}
          max={max}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
