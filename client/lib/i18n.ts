import { createContext, createElement, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Catalogue } from '#client/messages/catalogue.ts'
import { createFormat, type Format, type Locale } from './format.ts'

export const locales: readonly Locale[] = ['ko', 'en']

export type MessageKey = keyof Catalogue
/** The keys of messages that need no values. */
export type PlainKey = { [Key in MessageKey]: Catalogue[Key] extends string ? Key : never }[MessageKey]
type Values<Message> = Message extends (values: infer Given) => string ? [values: Given] : []

/** `t('ui.close')`, or with the values that the message asks for: `t('ui.showAll', { n: 12 })`. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Catalogue[Key]>) => string

export function createTranslate(catalogue: Catalogue): Translate {
  const messages: Record<string, string | ((values: never) => string)> = catalogue
  return (key, ...values) => {
    const message = messages[key]
    return typeof message === 'function' ? message(values[0] as never) : (message ?? key)
  }
}

type Messages = Partial<Catalogue>
/** Words that come after those of the first screen: of most screens, and of those that few open. */
type LaterPart = 'later' | 'rare'
const sources: Record<Locale, Record<'first' | LaterPart, () => Promise<Messages>>> = {
  en: {
    first: async () => (await import('#client/messages/en-first.ts')).first,
    later: async () => (await import('#client/messages/en-later.ts')).later,
    rare: async () => (await import('#client/messages/en-rare.ts')).rare,
  },
  ko: {
    first: async () => (await import('#client/messages/ko-first.ts')).first,
    later: async () => (await import('#client/messages/ko-later.ts')).later,
    rare: async () => (await import('#client/messages/ko-rare.ts')).rare,
  },
}

const loaded = new Map<Locale, Promise<Catalogue>>()
const wantedParts = new Set<LaterPart>()

/**
 * The words of one language; fetched once. Until a screen has asked for the later ones only those of the first screen
 * are in it. A failed fetch is forgotten, so that the next call tries again.
 */
export function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const known = loaded.get(locale)
  if (known) return known
  const parts = ['first', ...wantedParts] as const
  const loading = Promise.all(parts.map((part) => sources[locale][part]())).then(
    (parts) => Object.assign({}, ...parts) as Catalogue,
  )
  loaded.set(locale, loading)
  loading.catch(() => loaded.delete(locale))
  return loading
}

/** Brings the words of every other screen into the catalogues that are in use; a screen waits for it with its code. */
export const loadLaterMessages = (): Promise<void> => loadPart('later')

/** Brings the words of the screens that few open. */
export const loadRareMessages = (): Promise<void> => loadPart('rare')

async function loadPart(part: LaterPart): Promise<void> {
  wantedParts.add(part)
  await Promise.all(
    [...loaded].map(async ([locale, catalogue]) => {
      const [messages, more] = await Promise.all([catalogue, sources[locale][part]()])
      Object.assign(messages, more)
    }),
  )
}

/**
 * The catalogue of this locale once it is here; while another one loads, the one before it.
 * A failed fetch is thrown while rendering, so that the nearest error page says it.
 */
export function useCatalogue(locale: Locale): { locale: Locale; catalogue: Catalogue } | undefined {
  const [current, setCurrent] = useState<{ locale: Locale; catalogue: Catalogue }>()
  useEffect(() => {
    let wanted = true
    loadCatalogue(locale).then(
      (catalogue) => wanted && setCurrent({ locale, catalogue }),
      (failure: unknown) =>
        setCurrent(() => {
          throw failure
        }),
    )
    return () => {
      wanted = false
    }
  }, [locale])
  return current
}

/** The first of the browser's languages that Dure speaks; Korean if none. */
export function preferredLocale(languages: readonly string[] = navigator.languages): Locale {
  const found = languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'ko' || tag === 'en')
  return found === 'en' ? 'en' : 'ko'
}

type I18n = { t: Translate; format: Format }
const Context = createContext<I18n | undefined>(undefined)

type ProviderProps = {
  locale: Locale
  catalogue: Catalogue
  /** The team's zone, an IANA name. */
  timeZone?: string
  /** The clock, in milliseconds. */
  now?: () => number
  children: ReactNode
}

/** Gives `useT` and `useFormat` their language and zone, and says on the page which language it is in. */
export function I18nProvider({ locale, catalogue, timeZone, now, children }: ProviderProps) {
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const value = useMemo(
    () => ({ t: createTranslate(catalogue), format: createFormat(locale, timeZone, now) }),
    [locale, catalogue, timeZone, now],
  )
  return createElement(Context, { value }, children)
}

function useI18n(): I18n {
  const value = useContext(Context)
  if (!value) throw new Error('No I18nProvider above this component')
  return value
}

export const useT = (): Translate => useI18n().t
export const useFormat = (): Format => useI18n().format
