import { loadCatalogue, useCatalogue } from '#client/lib/i18n.ts'
import type { Catalogue } from '#client/messages/catalogue.ts'
import type { Locale } from '#shared/people/views.ts'

const ready = new Map<Locale, Catalogue>()

/** Fetches the words before the first paint, so that it does not wait for an effect to find them. */
export async function prepareMessages(locale: Locale): Promise<void> {
  ready.set(locale, await loadCatalogue(locale))
}

/** The words of a language; while another one loads, the one before it. */
export function useMessages(locale: Locale): { locale: Locale; catalogue: Catalogue } | undefined {
  const loaded = useCatalogue(locale)
  const catalogue = ready.get(locale)
  return catalogue ? { locale, catalogue } : loaded
}
