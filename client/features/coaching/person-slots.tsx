import { useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { ActionList, InheritedActions } from './action-rows.tsx'
import { useCoaching } from './data.ts'
import { coachingTimeline } from './timeline-entries.tsx'

function Actions({ personId }: { personId: string }) {
  const t = useT()
  const query = useCoaching(personId)
  const isLed = findPerson(useMe(), personId) !== undefined
  return (
    <>
      <Loaded query={query}>{(view) => <ActionList view={view} empty={t('person.noActions')} />}</Loaded>
      {isLed && <InheritedActions personId={personId} />}
    </>
  )
}

export const coachingOnPerson: PersonSlots = {
  part: { value: 'actions', label: 'person.actions', Content: Actions },
  timeline: coachingTimeline,
}
