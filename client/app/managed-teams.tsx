import { useQuery } from '@tanstack/react-query'
import { Teams } from '#client/features/scorecards/teams.tsx'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'

/** How the teams of who manages decide: no person among them. */
export function ManagedTeams() {
  const t = useT()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  return (
    <section className="row-group" aria-labelledby="managed-teams">
      <div className="row-group-head">
        <h2 id="managed-teams">{t('tab.teams')}</h2>
      </div>
      <Loaded query={query}>{(data) => <Teams teams={data.teams} />}</Loaded>
    </section>
  )
}
