import { useNavigate } from 'react-router'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { type Refusal, useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { type Translate, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { api } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { changePasswordInput } from '#shared/auth/views.ts'

const fields = ['current', 'password'] as const
type Name = (typeof fields)[number]

/** Returns what the server refused, at the field that it speaks of. */
function refusalOf(t: Translate, thrown: unknown): Refusal<Name> {
  const { code, details } = toAppError(thrown)
  const { reason, retryAfter } = details
  if (reason === 'wrong_password') return { field: 'current', text: t('password.wrong') }
  if (reason === 'password_common') return { field: 'password', text: t('invitation.password.common') }
  if (reason === 'password_same') return { field: 'password', text: t('password.same') }
  if (reason === 'network') return { text: t('password.offline') }
  if (reason === 'busy') return { text: t('signIn.busy') }
  if (code === 'TOO_MANY_REQUESTS') return { text: t('signIn.wait', { n: retryAfter ?? 60 }) }
  return { text: t(`error.${code}`) }
}

/** Changes one's own password; every other device is signed out by it. */
export function PasswordPage() {
  const t = useT()
  const toast = useToast()
  const navigate = useNavigate()
  const { online } = useWorkStatus()
  const form = useForm({
    initial: { current: '', password: '' },
    read: (values) => readWith(changePasswordInput, values, fieldsNamed(fields)),
    send: (input) => api.auth.changePassword.mutate(input),
    say: (field, fault) => {
      if (field === 'current') return t('password.current.missing')
      return fault === 'missing' ? t('password.new.missing') : t('invitation.password.short')
    },
    refusal: (thrown) => refusalOf(t, thrown),
  })

  async function save() {
    if (!(await form.submit())) return
    toast({ text: t('password.changed') })
    await navigate(paths.me, { replace: true })
  }

  return (
    <DetailPage title={t('password.title')} back={paths.me}>
      <form
        className="inset stack stack-wide inset-block"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p>{t('password.what')}</p>
        {!online && <output>{t('password.offline')}</output>}
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          {...form.field('current')}
        />
        <PasswordField
          label={t('password.new')}
          hint={t('invitation.password.hint')}
          autoComplete="new-password"
          {...form.field('password')}
        />
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
        <div>
          <Button type="submit" disabled={!online || form.busy}>
            {t('password.save')}
          </Button>
        </div>
      </form>
    </DetailPage>
  )
}
