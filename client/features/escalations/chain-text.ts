import { useT } from '#client/lib/i18n.ts'
import type { CallView } from '#shared/escalations/chain-views.ts'
import type { PersonRef } from '#shared/people/views.ts'

/** Returns the words for whose turn a step is: a person by name, or by what names them. */
export function useTurnText() {
  const t = useT()
  return ({ source, person }: { source: CallView['source'] | null; person: PersonRef | null }): string =>
    person ? t('ui.person', { name: person.name }) : t(`onCall.source.${source ?? 'manager'}`)
}
