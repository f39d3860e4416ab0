import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { kindOf, type RowKinds, type RowReader } from '#client/manifest/today-rows.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

export const useRowReader = (): RowReader => ({ t: useT(), format: useFormat(), me: useMe() })

/** Returns what a row is called, its person where its kind has no other name for it, and why it is there. */
export function rowMessage(kinds: RowKinds, item: TodayItem, reader: RowReader) {
  const { subject, reason } = kindOf(kinds, item).message(item, reader)
  return { subject: subject ?? reader.t('ui.person', { name: item.person.name }), reason }
}
