import { useCallback, useState } from 'react'
import { useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckRow } from '#client/ui/check-row.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { PutRightItem } from '#shared/audits/views.ts'
import { can } from '#shared/policy.ts'
import { MoreCases } from './more-cases.tsx'
import { entityOf, usePutRight, useTeamDay } from './put-right-data.ts'
import { PutRightSheet } from './put-right-sheet.tsx'

/** A team's wrong decisions that are to be put right on the platform: overdue ones first, machines' last. */
export function PutRightPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const may = can(actorOf(useMe()), 'putRight.set', { teamId })
  if (may) return <TeamList teamId={teamId} />
  return (
    <DetailPage title={t('putRight.title')} back={paths.today}>
      <ForbiddenState />
    </DetailPage>
  )
}

function TeamList({ teamId }: { teamId: string }) {
  const t = useT()
  const { query, found } = usePutRight(teamId)
  const { online } = useWorkStatus()
  const today = useTeamDay(teamId)
  /** Ids of those that are answered about together; undefined while none are chosen. */
  const [chosen, setChosen] = useState<ReadonlySet<string>>()
  const [asked, setAsked] = useState<readonly PutRightItem[]>([])
  const [open, setOpen] = useState(false)
  const { fetchNextPage } = query
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const items = found?.items ?? []
  const n = items.filter(({ itemId }) => chosen?.has(itemId)).length
  const first = query.data?.[0]

  function ask(some: readonly PutRightItem[]) {
    setAsked(some)
    setOpen(true)
  }
  const choose = (itemId: string, isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      if (isChosen) after.add(itemId)
      else after.delete(itemId)
      return after
    })
  const group = { chosen, onChoose: choose, onAsk: (item: PutRightItem) => ask([item]) }

  return (
    <DetailPage
      title={chosen ? t('putRight.chosen', { n }) : t('putRight.title')}
      back={paths.team(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      aside={
        items.length > 1 && (
          <Button variant="text" size="row" onClick={() => setChosen(chosen ? undefined : new Set())}>
            {t(chosen ? 'putRight.select.end' : 'putRight.select')}
          </Button>
        )
      }
      dock={
        chosen && (
          <Dock>
            <Button
              size="wide"
              disabled={n === 0}
              onClick={() => ask(items.filter(({ itemId }) => chosen.has(itemId)))}
            >
              {t('putRight.act.n', { n })}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={{ ...query, data: first }} rows={6}>
        {({ withinDays }) => (
          <>
            <p className="text-label text-quiet inset">{t('putRight.how', { days: withinDays })}</p>
            {items.length === 0 ? (
              <EmptyState text={t('putRight.none')} />
            ) : (
              <>
                <p className="text-strong inset">{t('putRight.left', { n: found?.total ?? 0 })}</p>
                <OpenGroups items={items} {...group} />
              </>
            )}
            {query.hasNextPage && online && <MoreCases loading={query.isFetchingNextPage} onMore={more} />}
            {!chosen && (
              <RowGroup heading={t('putRight.settled')} limit={5}>
                {found?.settled.map((item) => (
                  <ItemRow key={item.itemId} item={item} onAsk={group.onAsk} />
                ))}
              </RowGroup>
            )}
          </>
        )}
      </Loaded>
      {asked.length > 0 && (
        <PutRightSheet
          key={asked.map(({ itemId }) => itemId).join()}
          asked={asked}
          title={asked.length > 1 ? t('putRight.act.n', { n: asked.length }) : t('putRight.title')}
          today={today}
          isSettled={asked.some(({ state }) => state !== 'open')}
          open={open}
          onClose={() => setOpen(false)}
          onDone={() => setChosen(undefined)}
        />
      )}
    </DetailPage>
  )
}

type GroupProps = {
  items: readonly PutRightItem[]
  chosen: ReadonlySet<string> | undefined
  onChoose: (itemId: string, isChosen: boolean) => void
  onAsk: (item: PutRightItem) => void
}

const groups = ['overdue', 'waiting', 'machines'] as const

function OpenGroups({ items, chosen, onChoose, onAsk }: GroupProps) {
  const t = useT()
  const now = useNow()
  const groupOf = ({ auditId, dueAt }: PutRightItem): (typeof groups)[number] =>
    auditId === null ? 'machines' : Date.parse(dueAt) < now ? 'overdue' : 'waiting'
  return groups.map((group) => (
    <RowGroup key={group} heading={t(`putRight.${group}`)} limit={Number.POSITIVE_INFINITY}>
      {items
        .filter((item) => groupOf(item) === group)
        .map((item) =>
          chosen ? (
            <ChosenRow
              key={item.itemId}
              item={item}
              checked={chosen.has(item.itemId)}
              onChange={(isChosen) => onChoose(item.itemId, isChosen)}
            />
          ) : (
            <ItemRow key={item.itemId} item={item} onAsk={onAsk} />
          ),
        )}
    </RowGroup>
  ))
}

/** Returns what a decision is called, and how it stands on the platform. */
function useItemText(item: PutRightItem): { title: string; detail: string } {
  const t = useT()
  const names = useNames()
  const format = useFormat()
  const { policy, stands, verifiedDecision, tool, caseRef, state, reason, doneOn, dueAt } = item
  const right = verifiedDecision === null ? t('case.unknown') : names.decision(verifiedDecision)
  const isOver = Date.parse(dueAt) < useNow()
  const said =
    state === 'open'
      ? t(isOver ? 'putRight.due.over' : 'putRight.due', { time: format.due(dueAt) })
      : state === 'done'
        ? t('putRight.on', { day: doneOn === null ? '' : format.shortDate(doneOn) })
        : t(reason ? `putRight.reason.${reason}` : `putRight.state.${state}`)
  return {
    title: `${names.policy(policy)} · ${t('putRight.row', { stands: names.decision(stands), right })}`,
    detail: [said, caseRef, tool].filter(Boolean).join(' · '),
  }
}

function ItemRow({ item, onAsk }: { item: PutRightItem; onAsk: (item: PutRightItem) => void }) {
  const t = useT()
  const { title, detail } = useItemText(item)
  const isOver = Date.parse(item.dueAt) < useNow()
  const sync = useSyncMessage()(useEntityWork(entityOf(item.itemId)))
  return (
    <Row
      size="today"
      mark={item.state === 'open' && <ClockMark state={isOver ? 'over' : 'running'} />}
      title={title}
      detail={sync ? `${detail} · ${sync}` : detail}
      {...(item.auditId ? { to: paths.case(item.auditId) } : {})}
      action={{ label: t('putRight.act'), onSelect: () => onAsk(item) }}
    />
  )
}

type ChosenProps = { item: PutRightItem; checked: boolean; onChange: (isChosen: boolean) => void }

function ChosenRow({ item, checked, onChange }: ChosenProps) {
  const { title, detail } = useItemText(item)
  return <CheckRow label={`${title}, ${detail}`} {...{ title, detail, checked, onChange }} />
}
