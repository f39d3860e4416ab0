import { useFormat, useT } from '#client/lib/i18n.ts'
import { Entry } from './entry.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { LanguageChoice, useChooseLocale } from './signed-out-messages.tsx'

export function SignInPage() {
  const t = useT()
  const { locale } = useFormat()
  const choose = useChooseLocale()
  return (
    <Entry title={t('signIn.title')} foot={<LanguageChoice value={locale} onChange={choose} />}>
      <SignInForm />
    </Entry>
  )
}
