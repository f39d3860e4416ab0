import { useQuery } from '@tanstack/react-query'
import { useEscalations } from '#client/features/escalations/data.ts'
import { EscalationsAtHome } from '#client/features/escalations/home-parts.tsx'
import { Teams } from '#client/features/scorecards/teams.tsx'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Heading } from '#client/ui/heading.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'

/** Lists the approvals that wait for a manager's yes or no, and the clocks that run out. */
export const Decisions = EscalationsAtHome

/** Returns whether it is known what waits for a decision, as far as it can be: it must not push other rows down later. */
export function useDecisionsKnown(): boolean {
  const escalations = useEscalations({ scope: 'all', state: 'open' })
  const { online } = useWorkStatus()
  return isSettled(escalations) || !online
}

/** Shows how a manager's teams decide: no person among the figures. */
export function TeamsAtHome() {
  const t = useT()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  return (
    <section className="row-group">
      <div className="row-group-head">
        <Heading level={2}>{t('tab.teams')}</Heading>
      </div>
      <Loaded query={query}>{(data) => <Teams teams={data.teams} />}</Loaded>
    </section>
  )
}
