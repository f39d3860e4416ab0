import { useQuery } from '@tanstack/react-query'
import { Teams } from '#client/features/scorecards/teams.tsx'
import { TodayPage } from '#client/features/today/today-page.tsx'
import { useT } from '#client/lib/i18n.ts'
import { teamsManaged, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'

/** Today, and below it, for who manages, how their teams decide. */
export function TodayPlace() {
  return <TodayPage>{teamsManaged(useMe()).length > 0 && <ManagedTeams />}</TodayPage>
}

function ManagedTeams() {
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
