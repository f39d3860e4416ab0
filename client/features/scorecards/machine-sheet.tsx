import { useInfiniteQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { MachineCaseView } from '#shared/audits/views.ts'

type Props = { teamId: string; open: boolean; onClose: () => void }

/** Lists the decisions that machines made alone in a team, newest first, a page at a time. */
export function MachineSheet({ teamId, open, onClose }: Props) {
  const t = useT()
  const query = useInfiniteQuery(
    trpc.audits.machineCases.infiniteQueryOptions(
      { teamId },
      { getNextPageParam: (page) => page.nextCursor, enabled: open },
    ),
  )
  const cases = query.data?.pages.flatMap((page) => page.cases)
  const total = query.data?.pages[0]?.total ?? null
  return (
    <Sheet open={open} onClose={onClose} title={t('team.machines.cases')}>
      <div className="stack">
        <p className="text-label text-quiet">{t('team.machines.cases.hint')}</p>
        <Loaded query={{ ...query, data: cases }} rows={6}>
          {(found) =>
            found.length === 0 ? (
              <EmptyState text={t('cases.empty')} />
            ) : (
              <>
                {total !== null && <output className="text-label">{t('cases.total', { n: total })}</output>}
                <ul className="hairline-top">
                  {found.map((view) => (
                    <MachineCase key={view.decisionId} view={view} />
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
        {query.hasNextPage && (
          <Button
            variant="text"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? t('ui.loading') : t('cases.more')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

function MachineCase({ view }: { view: MachineCaseView }) {
  const t = useT()
  const names = useNames()
  const { shortDate } = useFormat()
  const judged =
    view.verifiedDecision === null
      ? t('cases.row', { decision: names.decision(view.decision) })
      : t('cases.row.verified', {
          decision: names.decision(view.decision),
          verified: names.decision(view.verifiedDecision),
        })
  return (
    <Row
      title={`${names.policy(view.policy)} · ${t(`case.outcome.${view.outcome}`)}`}
      detail={[view.caseRef, judged, ...(view.tool === null ? [] : [view.tool])].join(' · ')}
      aside={<span className="text-caption">{shortDate(view.decidedAt)}</span>}
    />
  )
}
