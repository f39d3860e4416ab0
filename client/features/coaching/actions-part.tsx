import { useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { ActionList, InheritedActions } from './action-rows.tsx'
import { useCoaching } from './data.ts'

/** Shows what was agreed with a person, and to who leads them now what leads of before agreed. */
export function ActionsPart({ personId }: { personId: string }) {
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
