import './field.css'
import './label.css'
import { type ReactNode, useId } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Ties a control to its label, hint and error. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export type FieldProps = {
  label: string
  hideLabel?: boolean | undefined
  hint?: string | undefined
  /** What is wrong and what would be right; announced when it appears. */
  error?: string | undefined
  optional?: boolean | undefined
}

/** A label above, a hint below, an error below that, each tied to the control between them. */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  optional = false,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const t = useT()
  const id = useId()
  const described = classNames(hint && `${id}-hint`, error && `${id}-error`)
  const fullLabel = optional ? `${label} (${t('ui.optional')})` : label
  return (
    <div className="field">
      <label htmlFor={id} className={classNames(!hideLabel && 'label')}>
        {hideLabel ? <VisuallyHidden>{fullLabel}</VisuallyHidden> : fullLabel}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className="field-error" aria-live="polite" hidden={!error}>
        {error}
      </p>
    </div>
  )
}
