import { createTranslate, type Translate } from '#client/lib/i18n.ts'
import { en, ko } from './catalogues.ts'

/** The product's own words, so that a test looks for what a person reads and not for what a screen is built of. */
export const messagesIn: Record<'ko' | 'en', Translate> = { ko: createTranslate(ko), en: createTranslate(en) }

/** Names of all messages. One of them on a screen is a message that is missing. */
export const messageKeys: ReadonlySet<string> = new Set(Object.keys(en))
