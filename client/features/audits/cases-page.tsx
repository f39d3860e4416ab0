import './cases.css'
import { useCallback, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { Virtualizer, WindowVirtualizer } from 'virtua'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { usePane } from '#client/ui/pane.ts'
import { EmptyState } from '#client/ui/states.tsx'
import { type CaseFilter, caseFilters } from '#shared/audits/rules.ts'
import type { CaseChoices, CaseView } from '#shared/audits/views.ts'
import { choosable, type Narrowing, readNarrowing } from './asked.ts'
import { CaseRow } from './case-row.tsx'
import { useAsked, useCases } from './data.ts'
import { FilterSheet } from './filter-sheet.tsx'
import { MoreCases } from './more-cases.tsx'

/** The cases behind a person's figures, newest first. */
export function CasesPage() {
  const t = useT()
  const me = useMe()
  const { personId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const narrowing = readNarrowing(search)
  const own = me.person.personId === personId
  const found = findPerson(me, personId)
  const { query, cases, kept } = useCases(useAsked(personId, search))
  const first = query.data?.[0]
  const name = found?.person.name ?? cases?.[0]?.analyst.name ?? ''

  return (
    <DetailPage
      title={own ? t('cases.title.own') : t('cases.title', { name })}
      back={own ? paths.record : paths.person(personId)}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Filter
        narrowing={narrowing}
        total={first?.total ?? null}
        choices={first?.choices ?? null}
        onChange={(change) => setSearch(change, { replace: true, preventScrollReset: true })}
      />
      <Found query={query} cases={cases} kept={kept} list={search.toString()} />
    </DetailPage>
  )
}

type FilterProps = {
  narrowing: Narrowing
  total: number | null
  choices: CaseChoices | null
  onChange: (change: (search: URLSearchParams) => URLSearchParams) => void
}

function Filter({ narrowing, total, choices, onChange }: FilterProps) {
  const t = useT()
  const [choosing, setChoosing] = useState(false)
  const { shortDate } = useFormat()
  const names = useNames()
  const { filter, policy, queue, language, counted, from, to } = narrowing
  const lastDay = to && daysLater(to, 6)
  const what = [
    ...(from && lastDay ? [t('cases.between', { from: shortDate(from), to: shortDate(lastDay) })] : []),
    ...(policy === null ? [] : [names.policy(policy)]),
    ...(queue === null ? [] : [names.queue(queue)]),
    ...(language === null ? [] : [names.language(language)]),
    ...(counted ? [t('cases.counted')] : []),
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
          options={caseFilters.map((value) => ({ value, label: t(`cases.filter.${value}`) }))}
        />
      </div>
      <div className="cases-narrowed inset">
        <output className="text-label text-quiet">
          {[...(total === null ? [] : [t('cases.total', { n: total })]), ...what].join(' · ')}
        </output>
        <span className="cluster">
          {choices && (
            <Button variant="text" size="row" onClick={() => setChoosing(true)}>
              {t('cases.choose')}
            </Button>
          )}
          {what.length > 0 && (
            <Button
              variant="text"
              size="row"
              flush
              onClick={() => onChange(() => new URLSearchParams({ filter }))}
            >
              {t(choosable.every((part) => narrowing[part] === null) ? 'cases.widen.time' : 'cases.widen')}
            </Button>
          )}
        </span>
      </div>
      {choices && (
        <FilterSheet
          open={choosing}
          choices={choices}
          narrowing={narrowing}
          names={names}
          onClose={() => setChoosing(false)}
          onChoose={(part, value) =>
            onChange((search) => {
              if (value === null) search.delete(part)
              else search.set(part, value)
              return search
            })
          }
        />
      )}
    </>
  )
}

type FoundProps = Pick<ReturnType<typeof useCases>, 'query' | 'cases' | 'kept'> & {
  list: string
}

function Found({ query, cases, kept, list }: FoundProps) {
  const t = useT()
  const { online } = useWorkStatus()
  const { fetchNextPage } = query
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (cases === undefined && kept.length > 0 && (query.error || !online || query.fetchStatus === 'paused'))
    return (
      <>
        <p className="text-label text-quiet inset cases-kept">{t('cases.kept', { n: kept.length })}</p>
        <List cases={kept} list={list} />
      </>
    )
  return (
    <Loaded query={query} rows={8}>
      {() => (
        <>
          {cases?.length ? <List cases={cases} list={list} /> : <EmptyState text={t('cases.empty')} />}
          {query.hasNextPage && online && <MoreCases loading={query.isFetchingNextPage} onMore={more} />}
        </>
      )}
    </Loaded>
  )
}

/** Above this many rows only those near the viewport are in the page. */
const many = 60
const rowHeight = 64
/** CSS px that the header and the filter take above the rows in a pane, roughly. */
const above = 160

type ListProps = { cases: readonly CaseView[]; list: string }

function List({ cases, list }: ListProps) {
  const names = useNames()
  const pane = usePane()
  if (cases.length <= many)
    return (
      <ul className="hairline-top">
        {cases.map((view) => (
          <CaseRow key={view.auditId} as="li" view={view} names={names} list={list} />
        ))}
      </ul>
    )
  const rows = cases.map((view) => (
    <CaseRow key={view.auditId} as="div" view={view} names={names} list={list} />
  ))
  const shape = { as: 'ul', item: 'li', itemSize: rowHeight } as const
  return (
    <div className="hairline-top">
      {pane ? (
        <Virtualizer {...shape} scrollRef={pane.scroller} startMargin={above}>
          {rows}
        </Virtualizer>
      ) : (
        <WindowVirtualizer {...shape}>{rows}</WindowVirtualizer>
      )}
    </div>
  )
}
