import { itemsOf, type Sample } from '#tests/support/today-items.ts'
import { analyst, lead, teamId } from './show.tsx'

export const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** About the analyst of the team, for its lead. */
export const sample: Sample = {
  head: { group: 'people', at: hoursFromNow(-2), person: analyst, key: 'key' },
  reader: { personId: lead.person.personId, name: lead.person.name },
  teamId,
  inHours: hoursFromNow,
}

/** One row of Today of every kind, each with a key of its own. */
export const itemsByKind = itemsOf(sample)
for (const [kind, item] of Object.entries(itemsByKind)) item.key = kind
export const kinds = Object.values(itemsByKind).map(({ kind }) => kind)
