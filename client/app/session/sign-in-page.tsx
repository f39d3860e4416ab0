import { useFormat, useT } from '#client/lib/i18n.ts'
import { Entry } from './entry.tsx'
import { endedWith } from './remembered.ts'
import { SignInForm } from './sign-in-form.tsx'
import { LanguageChoice, useChooseLocale } from './signed-out-messages.tsx'

export function SignInPage() {
  const t = useT()
  const { locale } = useFormat()
  const choose = useChooseLocale()
  const locked = endedWith()
  return (
    <Entry title={t('signIn.title')} foot={<LanguageChoice value={locale} onChange={choose} />}>
      {locked !== undefined && (
        <div role="alert" className="stack">
          <p className="text-prose">{t('signIn.ended')}</p>
          {locked > 0 && <p className="text-prose">{t('signIn.ended.locked', { n: locked })}</p>}
        </div>
      )}
      <SignInForm />
    </Entry>
  )
}
