import './entry.css'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import { api, trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { password as passwordSchema } from '#shared/auth/views.ts'
import { type AppError, errorCodes } from '#shared/core/errors.ts'
import { deviceName } from './device-name.ts'
import { Entry } from './entry.tsx'
import { firstRunSteps, useSteps } from './first-run-steps.ts'
import { enter } from './sign-in-flow.ts'
import { LanguageChoice, useChooseLocale } from './signed-out-messages.tsx'

type Props = { token: string; onDone: () => void }

function messageOf(t: Translate, { code, details }: AppError): string {
  if (details.reason === 'cookie') return t('signIn.cookie')
  return errorCodes[code].retry === 'later' ? t(`error.${code}`) : t('invitation.gone')
}

/** Invitation, password, language; what Dure records follows once the person is in. */
export function InvitationPage({ token, onDone }: Props) {
  const t = useT()
  const { locale } = useFormat()
  const choose = useChooseLocale()
  const { step, goTo, goBack, leave } = useSteps()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<'short' | 'common'>()
  const [refused, setRefused] = useState<AppError>()
  const [busy, setBusy] = useState(false)
  const query = useQuery(trpc.auth.invitation.queryOptions({ token }))

  // An address that lost a part on its way is no invitation either.
  const damaged = query.error !== null && toAppError(query.error).code === 'INVALID'
  const position = t('invitation.step', { x: firstRunSteps.indexOf(step) + 1, n: firstRunSteps.length })
  const lead = <p className="text-label text-quiet">{position}</p>

  function choosePassword(event: FormEvent) {
    event.preventDefault()
    const good = passwordSchema.safeParse(password).success
    setProblem(good ? undefined : 'short')
    if (good) goTo('language')
  }

  async function accept() {
    setBusy(true)
    setRefused(undefined)
    try {
      await api.auth.acceptInvitation.mutate({
        token,
        password,
        locale,
        device: deviceName(navigator.userAgent),
      })
      await enter()
      await leave()
      onDone()
    } catch (thrown) {
      const error = toAppError(thrown)
      setBusy(false)
      if (error.details.reason !== 'password_common') return setRefused(error)
      setProblem('common')
      goBack()
    }
  }

  if (step === 'password')
    return (
      <Entry title={t('invitation.password')} lead={lead} onBack={goBack}>
        <form className="entry-form" onSubmit={choosePassword} noValidate>
          {/* For the phone's password manager. */}
          <input type="hidden" autoComplete="username" value={query.data?.email ?? ''} readOnly />
          <PasswordField
            label={t('signIn.password')}
            hint={t('invitation.password.hint')}
            error={problem && t(`invitation.password.${problem}`)}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" size="wide">
            {t('invitation.next')}
          </Button>
        </form>
      </Entry>
    )

  if (step === 'language')
    return (
      <Entry title={t('invitation.language')} lead={lead} onBack={goBack}>
        <LanguageChoice value={locale} onChange={choose} />
        <p className="text-label text-quiet">{t('invitation.language.hint')}</p>
        <p role="alert" className="entry-error">
          {refused && messageOf(t, refused)}
        </p>
        <Button size="wide" onClick={() => void accept()} disabled={busy}>
          {t('invitation.next')}
        </Button>
      </Entry>
    )

  return (
    <Entry
      title={query.data ? t('invitation.title', { name: query.data.personName }) : 'Dure'}
      lead={query.data && lead}
      foot={<LanguageChoice value={locale} onChange={choose} />}
    >
      {damaged ? (
        <EmptyState text={t('invitation.gone')} />
      ) : (
        <Loaded query={query} notFound={t('invitation.gone')}>
          {({ orgName, email }) => (
            <>
              <p className="text-prose">{t('invitation.org', { org: orgName })}</p>
              <div>
                <p className="text-label text-quiet">{t('invitation.email')}</p>
                <p className="text-strong">{email}</p>
              </div>
              <Button size="wide" onClick={() => goTo('password')}>
                {t('invitation.next')}
              </Button>
            </>
          )}
        </Loaded>
      )}
      {query.isError && (
        <Button variant="secondary" size="wide" onClick={onDone}>
          {t('signIn.title')}
        </Button>
      )}
    </Entry>
  )
}
