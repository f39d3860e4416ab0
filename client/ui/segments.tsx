import './segments.css'
import type { KeyboardEvent, ReactNode } from 'react'

type Props<Value extends string> = {
  /** The same as that of its panels. */
  id: string
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string }[]
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** Parts of one page, side by side; arrows move between them. */
export function Segments<Value extends string>({ id, label, value, onChange, options }: Props<Value>) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const index = options.findIndex((option) => option.value === value)
    const next = options[(index + step + options.length) % options.length]
    if (!next) return
    onChange(next.value)
    document.getElementById(`${id}-${next.value}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className="segments" onKeyDown={move}>
      {options.map((option) => (
        <button
          key={option.value}
          id={`${id}-${option.value}`}
          type="button"
          role="tab"
          aria-selected={option.value === value}
          aria-controls={option.value === value ? `${id}-panel` : undefined}
          tabIndex={option.value === value ? 0 : -1}
          className="segment"
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

/** Shows the content of the chosen segment. */
export function SegmentPanel({ id, value, children }: { id: string; value: string; children: ReactNode }) {
  return (
    <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`}>
      {children}
    </div>
  )
}
