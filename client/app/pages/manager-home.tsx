import { useQuery } from '@tanstack/react-query'
import { EscalationsAtHome } from '#client/features/escalations/home-parts.tsx'
import { Teams } from '#client/features/scorecards/teams.tsx'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'

/**
 * Shows what waits for a manager's yes or no, what runs out, and how their teams decide: no person among the figures.
 */
export function ManagerHome() {
  const t = useT()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  return (
    <>
      <EscalationsAtHome />
      <section className="row-group">
        <div className="row-group-head">
          <Heading level={2}>{t('tab.teams')}</Heading>
        </div>
        <Loaded query={query}>{(data) => <Teams teams={data.teams} />}</Loaded>
      </section>
    </>
  )
}
