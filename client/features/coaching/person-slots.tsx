import { useT } from '#client/lib/i18n.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { ActionList } from './action-rows.tsx'
import { useCoaching } from './data.ts'
import { coachingTimeline } from './timeline-entries.tsx'

function Actions({ personId }: { personId: string }) {
  const t = useT()
  const query = useCoaching(personId)
  return <Loaded query={query}>{(view) => <ActionList view={view} empty={t('person.noActions')} />}</Loaded>
}

export const coachingOnPerson: PersonSlots = {
  part: { value: 'actions', label: 'person.actions', Content: Actions },
  timeline: coachingTimeline,
}
