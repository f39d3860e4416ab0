export type TurnRefusal =
  | 'missing'
  | 'unreadable'
  | 'order'
  | 'unknown_zone'
  | 'unknown_person'
  | 'several_people'

/** An event of an on-call calendar, before it is known whom it means. */
export interface TurnEvent {
  /** The number of its event in the file. */
  row: number
  startsAt: string
  endsAt: string
  /** Of those whom it invites, lower case. */
  addresses: readonly string[]
  title: string
}

export interface RefusedTurn {
  row: number
  reason: TurnRefusal
  value: string | null
}

/** An on-call calendar, read whole. */
export interface TurnFile {
  /** The name that it gives itself. */
  name: string | null
  events: TurnEvent[]
  refused: RefusedTurn[]
}

export interface Turn {
  personId: string
  startsAt: string
  endsAt: string
}

interface Named {
  personId: string
  name: string
}

const folded = (text: string): string => text.normalize().toLowerCase()

/** Returns the addresses that a calendar names people by, each once. */
export const addressesIn = ({ events }: TurnFile): string[] => [
  ...new Set(events.flatMap(({ addresses }) => addresses)),
]

/**
 * Returns whether a name stands in a text as a word of its own: no letter and no digit before it, and none after it. Only a name
 * that ends in Hangul may have a particle or 님 joined to it.
 */
function standsIn(text: string, name: string): boolean {
  const joined = /\p{Script=Hangul}$/u.test(name) ? /^[\p{Script=Latin}\p{N}]/u : /^[\p{L}\p{M}\p{N}]/u
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const isApart = !/[\p{L}\p{M}\p{N}]$/u.test(text.slice(0, start))
    if (isApart && !joined.test(text.slice(start + name.length))) return true
  }
  return false
}

/** Returns the people whose whole name stands in a title; a name within a longer one that stands there too does not count. */
function namedIn(title: string, people: readonly Named[]): Named[] {
  const text = folded(title)
  const found = people.filter(({ name }) => name.trim() !== '' && standsIn(text, folded(name.trim())))
  return found.filter(
    ({ name }) =>
      !found.some(
        (other) => folded(other.name) !== folded(name) && folded(other.name).includes(folded(name)),
      ),
  )
}

/**
 * Gives each turn its people: whom the event invites, or else whom its title names. A turn of nobody, or of a name that several
 * have, is refused, and the others go in.
 */
export function planTurns(
  { events, refused }: TurnFile,
  { people, personOf }: { people: readonly Named[]; personOf: (address: string) => string | null },
): { turns: Turn[]; refused: RefusedTurn[] } {
  const planned = { turns: [] as Turn[], refused: [...refused] }
  const seen = new Set<string>()
  for (const { row, startsAt, endsAt, addresses, title } of events) {
    const invited = addresses.flatMap((address) => personOf(address) ?? [])
    const named = invited.length > 0 ? [] : namedIn(title, people)
    const names = new Set(named.map(({ name }) => folded(name)))
    if (names.size < named.length) {
      planned.refused.push({ row, reason: 'several_people', value: title || null })
      continue
    }
    const ids = invited.length > 0 ? invited : named.map(({ personId }) => personId)
    if (ids.length === 0)
      planned.refused.push({ row, reason: 'unknown_person', value: addresses[0] ?? (title || null) })
    for (const personId of new Set(ids)) {
      const key = `${personId} ${startsAt} ${endsAt}`
      if (!seen.has(key)) planned.turns.push({ personId, startsAt, endsAt })
      seen.add(key)
    }
  }
  planned.turns.sort((left, right) => left.startsAt.localeCompare(right.startsAt))
  planned.refused.sort((left, right) => left.row - right.row)
  return planned
}
