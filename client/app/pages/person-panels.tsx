import { personSlots } from './person-slots.ts'

/** Shows what the features have of a person above the parts of the page, in the features' order. */
export function PersonPanels({ personId }: { personId: string }) {
  return personSlots
    .useValue()
    .map(({ feature, Panel }) => Panel && <Panel key={feature} personId={personId} />)
}
