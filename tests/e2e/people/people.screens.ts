import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

const withPart = (path: string, part: string) => `${path}?part=${part}`

/** A person's page, for their lead and for themselves. */
export const screens = ({ watched, analyst }: Demo): Screens => ({
  lead: [
    { name: 'person', path: paths.person(watched) },
    { name: 'person-scorecard', path: withPart(paths.person(analyst), 'scorecard') },
    { name: 'person-actions', path: withPart(paths.person(analyst), 'actions') },
  ],
  analyst: [
    { name: 'record', path: paths.record },
    { name: 'record-notes', path: withPart(paths.record, 'notes') },
    { name: 'record-actions', path: withPart(paths.record, 'actions') },
  ],
})
