import './today.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { wasOpened } from '#client/lib/opened-rows.ts'
import { kindOf, type RowClock, type RowKinds, type RowReader } from '#client/manifest/today-rows.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

export const useRowReader = (): RowReader => ({ t: useT(), format: useFormat(), me: useMe() })

/** Returns what a row is called, its person where its kind has no other name for it, its clock, and why it is there. */
export function rowMessage(kinds: RowKinds, item: TodayItem, reader: RowReader) {
  const { subject, reason, clock } = kindOf(kinds, item).message(item, reader)
  const name = subject ?? reader.t('ui.person', { name: item.person.name })
  const why = [clock?.text, reason].filter(Boolean).join(' · ')
  return { subject: name, reason, clock, why, whole: `${name}, ${why}` }
}

/** Returns whether a row has to be opened before it can be settled. */
export const isUnread = (kinds: RowKinds, item: TodayItem): boolean =>
  kindOf(kinds, item).read?.(item) === true && !wasOpened(item.key)

/** The line below a row's subject: its clock in the clock's colour, and the reason. */
export function RowDetail({ reason, clock }: { reason?: string | undefined; clock?: RowClock | undefined }) {
  if (!clock) return reason
  return (
    <>
      <span className={`today-clock-${clock.state}`}>{clock.text}</span>
      {reason && ` · ${reason}`}
    </>
  )
}
