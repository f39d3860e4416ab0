import './person.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useAccesses } from '#client/features/emergency/data.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { EmergencyCases, EmergencyScorecardPart, EmergencyTimelinePart } from './emergency-record.tsx'
import { PersonParts } from './person-parts.tsx'

/** Shows what an emergency access lets its asker read of one person, while it is open and there is a connection. */
export function EmergencyRecordPage() {
  const t = useT()
  const { accessId = '' } = useParams()
  const query = useAccesses()
  const now = useNow()
  const access = query.data?.items.find((item) => item.accessId === accessId)
  const open = access?.mayRead && access.until !== null && now < Date.parse(access.until)
  return (
    <DetailPage
      title={access ? t('emergency.about', { name: access.subject.name }) : t('emergency.title')}
      back={paths.emergency(accessId)}
    >
      <Loaded query={query}>
        {() => (open ? <OpenRecord access={access} /> : <EmptyState text={t('emergency.record.closed')} />)}
      </Loaded>
    </DetailPage>
  )
}

function OpenRecord({ access: { accessId, until } }: { access: EmergencyAccess }) {
  const t = useT()
  const { dateTime } = useFormat()
  return (
    <>
      {until !== null && (
        <p className="inset inset-block text-label text-quiet">
          {t('emergency.record.until', { time: dateTime(until) })}
        </p>
      )}
      <PersonParts
        id="emergency"
        parts={[
          {
            value: 'timeline',
            label: t('emergency.record.timeline'),
            content: () => <TimelinePart accessId={accessId} />,
          },
          {
            value: 'scorecard',
            label: t('emergency.record.scorecard'),
            content: () => <ScorecardPart accessId={accessId} />,
          },
          {
            value: 'cases',
            label: t('emergency.record.cases'),
            content: () => <CasesPart accessId={accessId} />,
          },
        ]}
      />
    </>
  )
}

/** Nothing that was read stays in memory after its screen. */
const unkept = { gcTime: 0, staleTime: 0 }

/** Lets go of what was read before, where the server refuses it now: the access has ended. */
const unlessEnded = <Query extends { data: unknown; error: unknown }>(query: Query): Query =>
  query.error && toAppError(query.error).code === 'NOT_FOUND' ? { ...query, data: undefined } : query

type PartProps = { accessId: string }

function ScorecardPart({ accessId }: PartProps) {
  const t = useT()
  const query = useQuery({ ...trpc.emergency.scorecard.queryOptions({ accessId }), ...unkept })
  return (
    <Loaded query={unlessEnded(query)} notFound={t('emergency.record.closed')}>
      {({ scorecard }) => <EmergencyScorecardPart scorecard={scorecard} />}
    </Loaded>
  )
}

function CasesPart({ accessId }: PartProps) {
  const t = useT()
  const query = useInfiniteQuery({
    ...trpc.emergency.cases.infiniteQueryOptions(
      { accessId },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
    ...unkept,
  })
  return (
    <Loaded query={unlessEnded(query)} notFound={t('emergency.record.closed')} rows={8}>
      {({ pages }) => (
        <>
          <EmergencyCases cases={pages.flatMap(({ cases }) => cases)} />
          {query.hasNextPage && <More {...query} />}
        </>
      )}
    </Loaded>
  )
}

function TimelinePart({ accessId }: PartProps) {
  const t = useT()
  const query = useInfiniteQuery({
    ...trpc.emergency.timeline.infiniteQueryOptions(
      { accessId },
      { getNextPageParam: ({ notes }) => notes.older },
    ),
    ...unkept,
  })
  return (
    <Loaded query={unlessEnded(query)} notFound={t('emergency.record.closed')}>
      {({ pages }) => (
        <>
          <EmergencyTimelinePart
            notes={pages.flatMap(({ notes }) => notes.notes)}
            goals={pages.flatMap(({ goals }) => goals?.goals ?? [])}
            reviews={pages.flatMap(({ reviews }) => reviews ?? [])}
          />
          {query.hasNextPage && <More {...query} />}
        </>
      )}
    </Loaded>
  )
}

type MoreProps = { isFetchingNextPage: boolean; fetchNextPage: () => unknown }

function More({ isFetchingNextPage, fetchNextPage }: MoreProps) {
  const t = useT()
  return (
    <div className="inset inset-block">
      <Button variant="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? t('ui.loading') : t('emergency.record.more')}
      </Button>
    </div>
  )
}
