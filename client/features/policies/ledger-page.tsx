import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { paths } from '#client/commands/policies-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { ledgerCauses } from '#shared/policies/rules.ts'
import type { LedgerRow } from '#shared/policies/views.ts'
import { can } from '#shared/policy.ts'
import { EntriesPage } from './entries-page.tsx'
import { EntrySheet } from './entry-sheet.tsx'
import { useRowNames } from './row-names.ts'

/** A team's policy ledger, or the entries behind one of its rows, which the address names. */
export function LedgerPage() {
  const [search] = useSearchParams()
  return search.has('policy') ? <EntriesPage /> : <Ledger />
}

/** A team's policy ledger: what gathered on each clause of each version, counted by its cause. */
function Ledger() {
  const t = useT()
  const me = useMe()
  const { teamId = '' } = useParams()
  const query = useQuery(trpc.policies.ledger.queryOptions({ teamId }))
  const { online } = useWorkStatus()
  const [adding, setAdding] = useState(false)
  const appends = can(actorOf(me), 'ledger.append', { teamId })
  return (
    <DetailPage
      title={t('ledger.title')}
      back={appends ? appPaths.team(teamId) : appPaths.teamFigures(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        appends && (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => setAdding(true)}>
              {t('ledger.add')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {({ teamName, rows }) => (
          <>
            {appends && !online && <output className="inset inset-block">{t('ledger.offline')}</output>}
            {rows.length === 0 ? (
              <EmptyState text={t('ledger.none')} />
            ) : (
              <RowGroup heading={teamName} limit={Number.POSITIVE_INFINITY}>
                {rows.map((row) => (
                  <CountedRow
                    key={`${row.policy} ${row.clauseId} ${row.versionId}`}
                    teamId={teamId}
                    row={row}
                  />
                ))}
              </RowGroup>
            )}
          </>
        )}
      </Loaded>
      {adding && <EntrySheet teamId={teamId} onClose={() => setAdding(false)} />}
    </DetailPage>
  )
}

function CountedRow({ teamId, row }: { teamId: string; row: LedgerRow }) {
  const t = useT()
  const format = useFormat()
  const { title, version } = useRowNames()(row)
  const counted = ledgerCauses.flatMap((cause) => {
    const n = row.counts[cause]
    return n > 0 ? t('ledger.counted', { cause: t(`ledger.cause.${cause}`), n }) : []
  })
  const search = new URLSearchParams({
    policy: row.policy,
    ...(row.clauseId ? { clause: row.clauseId } : {}),
    ...(row.versionId ? { version: row.versionId } : {}),
  })
  return (
    <Row
      title={title}
      detail={[version, ...counted].filter(Boolean).join(' · ')}
      aside={<span className="text-label text-quiet">{format.ago(row.lastAt)}</span>}
      to={`${paths.ledgerEntries(teamId)}?${search}`}
    />
  )
}
