import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { paths } from '#client/commands/policies-paths.ts'
import { paths as rulingPaths } from '#client/commands/rulings-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { LedgerEntry } from '#shared/policies/views.ts'
import { can } from '#shared/policy.ts'
import type { WriteUpView } from '#shared/rulings/views.ts'
import { useRowNames } from './row-names.ts'

/** The entries behind one row of a team's ledger, with their cases. */
export function EntriesPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const [search] = useSearchParams()
  const row = {
    policy: search.get('policy') ?? '',
    clauseId: search.get('clause'),
    versionId: search.get('version'),
  }
  const query = useInfiniteQuery(
    trpc.policies.entries.infiniteQueryOptions(
      { teamId, ...row },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const { title, version } = useRowNames()(row)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const { data: all = [] } = useFoldedQuery(trpc.rulings.list.queryOptions())
  const writeUps = all.filter(
    (found) =>
      found.teamId === teamId &&
      found.policy === row.policy &&
      found.clauseId === row.clauseId &&
      found.versionId === row.versionId,
  )
  const settled = new Set(writeUps.flatMap(({ ruling, entryIds }) => (ruling ? entryIds : [])))
  const writes = can(actorOf(useMe()), 'ledger.append', { teamId })
  return (
    <DetailPage
      title={title}
      back={paths.ledger(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        writes && (
          <Dock>
            <ButtonLink size="wide" to={`${rulingPaths.newWriteUp(teamId)}?${search}`}>
              {t('writeUp.title')}
            </ButtonLink>
          </Dock>
        )
      }
    >
      <WriteUpRows writeUps={writeUps} />
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries)
          if (entries.length === 0) return <EmptyState text={t('ledger.questions')} />
          return (
            <>
              <p className="inset inset-block text-label text-quiet">{t('ledger.questions')}</p>
              <RowGroup heading={version ?? t('ledger.title')} limit={Number.POSITIVE_INFINITY}>
                {entries.map((entry) => (
                  <EntryRow key={entry.entryId} entry={entry} settled={settled.has(entry.entryId)} />
                ))}
              </RowGroup>
              {hasNextPage && (
                <div className="inset inset-block">
                  <Button variant="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                    {isFetchingNextPage ? t('ui.loading') : t('ledger.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </DetailPage>
  )
}

/** What was written up of this row to Policy, and what came of it. */
function WriteUpRows({ writeUps }: { writeUps: readonly WriteUpView[] }) {
  const t = useT()
  const format = useFormat()
  const stateOf = ({ ruling, closed }: WriteUpView) =>
    ruling
      ? t('writeUp.ruled', { day: format.date(ruling.ruledAt) })
      : t(closed ? 'writeUp.closed' : 'writeUp.waits')
  return (
    <RowGroup heading={t('writeUp.open')}>
      {writeUps.map((writeUp) => (
        <Row
          key={writeUp.escalationId}
          title={format.date(writeUp.writtenAt)}
          detail={stateOf(writeUp)}
          to={rulingPaths.writeUp(writeUp.escalationId)}
        />
      ))}
    </RowGroup>
  )
}

function EntryRow({ entry, settled }: { entry: LedgerEntry; settled: boolean }) {
  const t = useT()
  const format = useFormat()
  const { cause, caseRef, auditId, openedBy, openedAt } = entry
  const details = [
    t(`ledger.cause.${cause}`),
    openedBy && t('ui.person', { name: openedBy }),
    format.date(openedAt),
    settled && t('writeUp.settled'),
  ]
  return (
    <Row
      title={caseRef ?? t('ledger.case.none')}
      detail={details.filter(Boolean).join(' · ')}
      to={auditId ? appPaths.case(auditId) : undefined}
    />
  )
}
