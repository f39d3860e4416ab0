import './cases.css'
import { useCallback } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { WindowVirtualizer } from 'virtua'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { type CaseFilter, caseFilter } from '#shared/audits/queries.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { askedOf, type Narrowing, readNarrowing } from './asked.ts'
import { CaseRow } from './case-row.tsx'
import { useCases } from './data.ts'
import { MoreCases } from './more-cases.tsx'
import { usePolicyName } from './policy-name.ts'

/** The cases behind a person's figures, newest first. */
export function CasesPage() {
  const t = useT()
  const me = useMe()
  const { personId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const narrowing = readNarrowing(search)
  const own = me.person.personId === personId
  const found = findPerson(me, personId)
  const zone = found?.team.zone ?? me.teams[0]?.zone ?? 'Asia/Seoul'
  const { query, cases, kept } = useCases(askedOf(personId, narrowing, zone))
  const name = found?.person.name ?? cases?.[0]?.analyst.name ?? ''

  return (
    <DetailPage
      title={own ? t('cases.title.own') : t('cases.title', { name })}
      back={own ? paths.record : paths.person(personId)}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Filter
        narrowing={narrowing}
        personId={personId}
        onChange={(change) => setSearch(change, { replace: true, preventScrollReset: true })}
      />
      <Found query={query} cases={cases} kept={kept} personId={personId} />
    </DetailPage>
  )
}

type FilterProps = {
  narrowing: Narrowing
  personId: string
  onChange: (change: (search: URLSearchParams) => URLSearchParams) => void
}

function Filter({ narrowing, personId, onChange }: FilterProps) {
  const t = useT()
  const { shortDate } = useFormat()
  const policyName = usePolicyName(personId)
  const { filter, policy, from, to } = narrowing
  const lastDay = to && daysLater(to, 6)
  const what = [
    ...(policy === null ? [] : [policyName(policy)]),
    ...(from && lastDay ? [t('cases.between', { from: shortDate(from), to: shortDate(lastDay) })] : []),
  ]
  return (
    <>
      <div className="inset">
        <ChipGroup<CaseFilter>
          scroll
          label={t('cases.filter')}
          value={filter}
          onChange={(next) =>
            onChange((search) => {
              search.set('filter', next)
              return search
            })
          }
          options={caseFilter.options.map((value) => ({ value, label: t(`cases.filter.${value}`) }))}
        />
      </div>
      {what.length > 0 && (
        <div className="cases-narrowed inset">
          <p className="text-label text-quiet">{t('cases.narrowed', { what: what.join(' · ') })}</p>
          <Button
            variant="text"
            size="row"
            flush
            onClick={() => onChange(() => new URLSearchParams({ filter }))}
          >
            {t('cases.widen')}
          </Button>
        </div>
      )}
    </>
  )
}

type FoundProps = Pick<ReturnType<typeof useCases>, 'query' | 'cases' | 'kept'> & { personId: string }

function Found({ query, cases, kept, personId }: FoundProps) {
  const t = useT()
  const { online } = useWorkStatus()
  const { fetchNextPage } = query
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (cases === undefined && kept.length > 0 && (query.error || !online || query.fetchStatus === 'paused'))
    return (
      <>
        <p className="text-label text-quiet inset cases-kept">{t('cases.kept', { n: kept.length })}</p>
        <List cases={kept} personId={personId} />
      </>
    )
  return (
    <Loaded query={query} rows={8}>
      {() => (
        <>
          {cases?.length ? (
            <List cases={cases} personId={personId} />
          ) : (
            <EmptyState text={t('cases.empty')} />
          )}
          {query.hasNextPage && online && <MoreCases loading={query.isFetchingNextPage} onMore={more} />}
        </>
      )}
    </Loaded>
  )
}

/** Above this many rows only those near the viewport are in the page. */
const many = 60
const rowHeight = 64

function List({ cases, personId }: { cases: readonly CaseView[]; personId: string }) {
  const policyName = usePolicyName(personId)
  if (cases.length <= many)
    return (
      <ul className="hairline-top">
        {cases.map((view) => (
          <CaseRow key={view.auditId} as="li" view={view} policyName={policyName} />
        ))}
      </ul>
    )
  return (
    <div className="hairline-top">
      <WindowVirtualizer as="ul" item="li" itemSize={rowHeight}>
        {cases.map((view) => (
          <CaseRow key={view.auditId} as="div" view={view} policyName={policyName} />
        ))}
      </WindowVirtualizer>
    </div>
  )
}
