import './entry.css'
import { type FormEvent, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { connection } from '#client/lib/connection.ts'
import { type Translate, useT } from '#client/lib/i18n.ts'
import { api } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { AppError } from '#shared/core/errors.ts'
import { deviceName } from './device-name.ts'
import { enter, finishLeaving } from './sign-in-flow.ts'

function messageOf(t: Translate, { code, details }: AppError): string {
  if (details.reason === 'sign_in' || code === 'INVALID') return t('signIn.wrong')
  if (code === 'TOO_MANY_REQUESTS') return t('signIn.wait', { n: details.retryAfter ?? 60 })
  if (details.reason === 'busy') return t('signIn.busy')
  if (details.reason === 'cookie') return t('signIn.cookie')
  if (details.reason === 'network') {
    const cause = connection.cause() ?? 'network'
    return t(cause === 'network' ? 'signIn.offline' : `ui.${cause}`)
  }
  return t(`error.${code}`)
}

/** Email and password. What was typed stays when the server says no. */
export function SignInForm({ email: known = '' }: { email?: string }) {
  const t = useT()
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<AppError>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await finishLeaving()
      await api.auth.signIn.mutate({ email, password, device: deviceName(navigator.userAgent) })
      await enter()
    } catch (thrown) {
      setProblem(toAppError(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="entry-form" onSubmit={submit} noValidate>
      <TextField
        label={t('signIn.email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={t('signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <p role="alert" className="entry-error">
        {problem && messageOf(t, problem)}
      </p>
      <Button type="submit" size="wide" disabled={busy}>
        {t('signIn.submit')}
      </Button>
      <output className="text-label text-quiet">{busy && t('signIn.waiting')}</output>
      <details className="entry-forgotten">
        <summary>{t('signIn.forgotten')}</summary>
        <p>{t('signIn.forgotten.how')}</p>
      </details>
    </form>
  )
}
