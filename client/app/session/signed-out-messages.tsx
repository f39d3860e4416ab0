import { createContext, type ReactNode, useContext, useState } from 'react'
import { useMessages } from '#client/app/shell/messages.ts'
import { I18nProvider, locales, preferredLocale, useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import type { Locale } from '#shared/people/views.ts'
import { keepLocale, keptLocale } from './remembered.ts'

const Context = createContext<(locale: Locale) => void>(() => undefined)

export const startingLocale = (): Locale => {
  const kept = keptLocale()
  return locales.find((locale) => locale === kept) ?? preferredLocale()
}

type Props = {
  /** The person's language, where one is known already. */
  locale?: Locale
  children: ReactNode
}

/** The words of the screens that come before a person is in. */
export function SignedOutMessages({ locale: known, children }: Props) {
  const [locale, setLocale] = useState(() => known ?? startingLocale())
  const messages = useMessages(locale)
  if (!messages) return null
  const choose = (next: Locale) => {
    keepLocale(next)
    setLocale(next)
  }
  return (
    <I18nProvider {...messages}>
      <Context value={choose}>{children}</Context>
    </I18nProvider>
  )
}

/** Each language in its own words, so that it can be found by who reads only that one. */
export function LanguageChoice({ value, onChange }: { value: Locale; onChange: (locale: Locale) => void }) {
  const t = useT()
  return (
    <ChipGroup
      label={t('language.choose')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'ko', label: t('language.ko') },
        { value: 'en', label: t('language.en') },
      ]}
    />
  )
}

export const useChooseLocale = () => useContext(Context)
