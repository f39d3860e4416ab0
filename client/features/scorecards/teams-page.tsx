import { useQuery } from '@tanstack/react-query'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Teams } from './teams.tsx'

export function TeamsPage() {
  const t = useT()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  return (
    <TabPage title={t('tab.teams')} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(data) => <Teams teams={data.teams} />}</Loaded>
    </TabPage>
  )
}
