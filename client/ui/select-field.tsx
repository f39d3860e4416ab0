import ChevronDown from 'lucide-react/icons/chevron-down'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

type Props<Value extends string> = FieldProps & {
  value: Value | ''
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string; disabled?: boolean }[]
  /** Shown while nothing is chosen; cannot be chosen itself. */
  placeholder?: string | undefined
  disabled?: boolean | undefined
  onFocus?: (() => void) | undefined
}

/** One of several, by the phone's own picker. */
export function SelectField<Value extends string>({
  label,
  hideLabel,
  hint,
  error,
  optional,
  value,
  onChange,
  options,
  placeholder,
  disabled,
  onFocus,
}: Props<Value>) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="select">
          <select
            {...control}
            className="control"
            value={value}
            disabled={disabled}
            onFocus={onFocus}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value)
              if (chosen) onChange(chosen.value)
            }}
          >
            {placeholder !== undefined && (
              <option value="" disabled>
                {placeholder}
              </option>
            )}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon icon={ChevronDown} small />
        </div>
      )}
    </Field>
  )
}
