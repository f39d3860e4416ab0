import './chips.css'
import { useId } from 'react'

export type ChipOption<Value extends string> = { value: Value; label: string; disabled?: boolean }

type Common<Value extends string> = {
  /** What is being chosen; read to a screen reader. */
  label: string
  options: readonly ChipOption<Value>[]
  /** One line that scrolls sideways, in place of several lines. */
  scroll?: boolean | undefined
}

/** One of a few: radio buttons in the shape of chips. */
export function ChipGroup<Value extends string>({
  label,
  options,
  value,
  onChange,
  scroll = false,
}: Common<Value> & { value: Value | undefined; onChange: (value: Value) => void }) {
  const name = useId()
  return (
    <div className="chips" role="radiogroup" aria-label={label} data-scroll={scroll || undefined}>
      {options.map((option) => (
        <label key={option.value} className="chip">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}

/** Any of a few: checkboxes in the shape of chips. */
export function ToggleChips<Value extends string>({
  label,
  options,
  values,
  onChange,
  scroll = false,
}: Common<Value> & { values: readonly Value[]; onChange: (values: Value[]) => void }) {
  return (
    <fieldset className="chips" aria-label={label} data-scroll={scroll || undefined}>
      {options.map((option) => (
        <label key={option.value} className="chip">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            disabled={option.disabled}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...values, option.value]
                  : values.filter((value) => value !== option.value),
              )
            }
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
