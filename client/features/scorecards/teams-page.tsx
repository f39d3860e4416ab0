import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Teams } from './teams.tsx'

/** Lists how a manager's teams decide. The app composes what stands in its header. */
export function TeamsPage({ aside }: { aside: ReactNode }) {
  const t = useT()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  return (
    <TabPage title={t('tab.teams')} aside={aside} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(data) => <Teams teams={data.teams} />}</Loaded>
    </TabPage>
  )
}
