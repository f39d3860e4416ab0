import './switch.css'
import { useId } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  label: string
  hint?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean | undefined
  /** Lower, with a line above: where every pixel of the screen is needed. */
  ruled?: boolean | undefined
}

/** On or off, at once. The whole line can be tapped. */
export function Switch({ label, hint, checked, onChange, disabled = false, ruled = false }: Props) {
  const id = useId()
  return (
    <label className={classNames('switch', ruled && 'switch-ruled')}>
      <span className="switch-text">
        {label}
        {hint && (
          <span id={id} className="switch-hint">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        aria-describedby={hint && id}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
