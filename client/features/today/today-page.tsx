import './today.css'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { kindOf, type RowActs, type RowKinds } from '#client/manifest/today-rows.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { type TodayGroup, todayGroups } from '#shared/today/rules.ts'
import type { TodayView } from '#shared/today/views.ts'
import { Compose } from './compose.tsx'
import { useToday } from './data.ts'
import { SettledList } from './settled-list.tsx'
import { TodayRow } from './today-row.tsx'
import { useSettle } from './use-settle.ts'

/** Lists what needs this reader now, by group. The app composes what stands in its header (`aside`) and below it. */
export function TodayPage({
  kinds,
  aside,
  first,
  afterNow,
  known = true,
  whenEmpty,
  children,
  onAnswerTalk,
  elsewhere = () => false,
}: {
  kinds: RowKinds
  aside?: ReactNode
  /** Above the list, and in place of the sentence that there is nothing. */
  first?: ReactNode
  /** Between what is now and all that may wait. */
  afterNow?: ReactNode
  /** False while that is still on its way: the list waits for it. */
  known?: boolean
  /** Below the sentence that there is nothing. */
  whenEmpty?: ReactNode
  children?: ReactNode
  /** Brings up the answer to a request to talk over the list. */
  onAnswerTalk: RowActs['answerTalk']
  /** Marks items that the app shows in a form of their own: counted, but no row of the groups. */
  elsewhere?: ((item: TodayItem) => boolean) | undefined
}) {
  const t = useT()
  const format = useFormat()
  const query = useToday()
  return (
    <TabPage
      title={t('tab.today')}
      sub={format.date(useNow())}
      aside={
        <>
          {query.data && query.data.items.length > 0 && (
            <Link to={paths.selectToday} className="button button-text button-row header-button">
              {t('today.act.select')}
            </Link>
          )}
          {aside}
        </>
      }
      asOf={query.dataUpdatedAt || undefined}
      dock={<Compose />}
    >
      {first}
      {known ? (
        <Loaded query={query} rows={6}>
          {(view) =>
            first && view.items.length === 0 ? (
              afterNow
            ) : (
              <TodayList {...{ view, kinds, afterNow, whenEmpty, onAnswerTalk, elsewhere }} />
            )
          }
        </Loaded>
      ) : (
        <Skeleton rows={6} />
      )}
      {/* The rest comes with the list, which would push it down. */}
      {known && (query.data || query.fetchStatus !== 'fetching') && children}
    </TabPage>
  )
}

/** The nearest day that something is due on, from today on. */
function nextDue(items: readonly TodayItem[], kinds: RowKinds, day: string): string | undefined {
  return items
    .flatMap((item) => kindOf(kinds, item).due?.(item).day ?? [])
    .filter((due) => due >= day)
    .sort()[0]
}

/** The next clock to run out of those that have not yet. */
function nextClock(items: readonly TodayItem[], kinds: RowKinds): string | undefined {
  const now = new Date().toISOString()
  return items
    .flatMap((item) => kindOf(kinds, item).due?.(item).clock ?? [])
    .filter((clock) => clock > now)
    .sort()[0]
}

type ListProps = {
  view: TodayView
  kinds: RowKinds
  afterNow: ReactNode
  whenEmpty: ReactNode
  onAnswerTalk: RowActs['answerTalk']
  elsewhere: (item: TodayItem) => boolean
}

function TodayList({ view, kinds, afterNow, whenEmpty, onAnswerTalk, elsewhere }: ListProps) {
  const t = useT()
  const format = useFormat()
  const settle = useSettle()
  const { items, settled, day } = view
  const clock = nextClock(items, kinds)
  const due = nextDue(items, kinds, day)
  const time = clock ? format.due(clock) : due && format.relativeDay(due)
  const count = (group: TodayGroup) => items.filter((item) => item.group === group).length
  return (
    <>
      {items.length === 0 ? (
        <EmptyState text={t('today.empty')}>{whenEmpty}</EmptyState>
      ) : (
        <p className="today-summary">
          {t('today.summary', {
            ...{ now: count('now'), people: count('people'), today: count('today') },
            ...(time ? { time } : {}),
          })}
        </p>
      )}
      {todayGroups.map((group) => (
        <Fragment key={group}>
          <RowGroup heading={t(`today.group.${group}`)}>
            {items
              .filter((item) => item.group === group && !elsewhere(item))
              .map((item) => (
                <TodayRow
                  key={item.key}
                  item={item}
                  kinds={kinds}
                  settle={settle}
                  onAnswerTalk={onAnswerTalk}
                />
              ))}
          </RowGroup>
          {group === 'now' && afterNow}
        </Fragment>
      ))}
      <SettledList settled={settled} kinds={kinds} onTakeBack={(key) => void settle.takeBack(key)} />
    </>
  )
}
