import './password-field.css'
import { type ComponentProps, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
} & Pick<ComponentProps<'input'>, 'autoComplete'>

/** A password, hidden until its writer asks to see it. */
export function PasswordField({ label, hint, error, value, onChange, autoComplete }: Props) {
  const t = useT()
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="password">
          <input
            {...control}
            type={shown ? 'text' : 'password'}
            className="control"
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="password-show"
            aria-pressed={shown}
            aria-label={t('ui.password.show')}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'ui.hide' : 'ui.show')}
          </button>
        </div>
      )}
    </Field>
  )
}
