import type { ComponentProps, CSSProperties } from 'react'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Lines it is high when empty. */
  minRows?: number | undefined
} & Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'id' | 'className' | 'rows' | keyof FieldProps>

/** Text that is read later, so set as prose; it grows with what is written. Enter is a new line, never "send". */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  optional,
  value,
  onChange,
  minRows = 3,
  ...rest
}: Props) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="autosize" data-value={value} style={{ '--rows': minRows } as CSSProperties}>
          <textarea
            {...rest}
            {...control}
            className="control"
            rows={1}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  )
}
