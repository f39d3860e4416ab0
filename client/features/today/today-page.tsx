import './today.css'
import type { ReactNode } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { type TodayItem, type TodayView, todayGroups } from '#shared/today.ts'
import { Compose } from './compose.tsx'
import { useToday } from './data.ts'
import { SettledList } from './settled-list.tsx'
import { type TalkItem, TodayRow } from './today-row.tsx'
import { useSettle } from './use-settle.ts'

/** What needs this reader now, by group. The app composes what stands in its header (`aside`) and below it. */
export function TodayPage({
  aside,
  children,
  onAnswerTalk,
}: {
  aside?: ReactNode
  children?: ReactNode
  /** Brings up the answer to a request to talk over the list. */
  onAnswerTalk: (item: TalkItem) => void
}) {
  const t = useT()
  const format = useFormat()
  const query = useToday()
  return (
    <TabPage
      title={t('tab.today')}
      sub={format.date(useNow())}
      aside={aside}
      asOf={query.dataUpdatedAt || undefined}
      dock={<Compose />}
    >
      <Loaded query={query} rows={6}>
        {(view) => <TodayList view={view} onAnswerTalk={onAnswerTalk} />}
      </Loaded>
      {children}
    </TabPage>
  )
}

/** The nearest day that something is due on, from today on. */
function nextDue(items: readonly TodayItem[], day: string): string | undefined {
  return items
    .flatMap((item) => (item.kind === 'action' || item.kind === 'follow_up' ? [item.dueOn] : []))
    .filter((due) => due >= day)
    .sort()[0]
}

function TodayList({ view, onAnswerTalk }: { view: TodayView; onAnswerTalk: (item: TalkItem) => void }) {
  const t = useT()
  const format = useFormat()
  const settle = useSettle()
  const { items, settled, day } = view
  const due = nextDue(items, day)
  return (
    <>
      {items.length === 0 ? (
        <EmptyState text={t('today.empty', {})} />
      ) : (
        <p className="today-summary">
          {t('today.summary', {
            n: items.length,
            ...(due ? { time: format.relativeDay(`${due}T12:00:00Z`) } : {}),
          })}
        </p>
      )}
      {todayGroups.map((group) => (
        <RowGroup key={group} heading={t(`today.group.${group}`)}>
          {items
            .filter((item) => item.group === group)
            .map((item) => (
              <TodayRow key={item.key} item={item} settle={settle} onAnswerTalk={onAnswerTalk} />
            ))}
        </RowGroup>
      ))}
      <SettledList settled={settled} onTakeBack={(key) => void settle.takeBack(key)} />
    </>
  )
}
