import { v7 as uuidv7 } from 'uuid'
import type { MovedHistory, MovedPerson } from '#shared/reviews/move-in-history.ts'
import { meantBy } from '#shared/reviews/move-in-names.ts'
import type { PersonToMake, UnknownPerson } from '#shared/reviews/move-in-views.ts'
import { foldCell } from '#shared/tables/clean.ts'
import { type MovedPeople, peopleOf } from './move-in-people-rules.ts'
import type { PersonRow } from './move-in-queries.ts'

interface Setting {
  rows: readonly PersonRow[]
  people: MovedPeople
  /** What was moved in before: its rows ask for nobody. */
  known: ReadonlyMap<string, string>
  instantOf: (written: string) => number | 'ambiguous' | undefined
  /** Returns the calendar day of an instant where the team is. */
  dayOf: (instant: number) => string
  /** Milliseconds since the epoch. */
  now: number
}

type Unknown = Omit<UnknownPerson, 'made' | 'namesakes'>

/** What a name can be long. */
const largest = 200

/** Lists the people whom the files name and nobody in the organisation is called like, those of most rows first. */
export function unknownPeople(history: MovedHistory, setting: Setting): UnknownPerson[] {
  const { people, known, instantOf, dayOf, now } = setting
  const found = new Map<string, Unknown>()
  function note(person: MovedPerson, as: 'reviewed' | 'reviewing', written: string | null): void {
    const { called, machine } = person
    if (called === null || machine || called.length > largest || people.find(person) !== 'nobody') return
    const instant = written === null ? undefined : instantOf(written)
    if (typeof instant !== 'number') return
    const day = dayOf(Math.min(instant, now))
    const word = foldCell(called)
    const [key = word] = meantBy(history, called)
    const name = history.names.get(key) ?? called
    const before = found.get(key) ?? { called, name, reviewed: 0, reviewing: 0, firstDay: day, lastDay: day }
    found.set(key, {
      ...before,
      called: word === key ? called : foldCell(before.called) === key ? before.called : key,
      [as]: before[as] + 1,
      firstDay: day < before.firstDay ? day : before.firstDay,
      lastDay: day > before.lastDay ? day : before.lastDay,
    })
  }
  for (const review of history.reviews) {
    if (known.has(`review|${review.id}`)) continue
    note(review.reviewee, 'reviewed', review.createdAt)
    note(review.reviewer, 'reviewing', review.createdAt)
  }
  for (const { id, lines, decidedBy, createdAt, resolvedAt } of history.disputes)
    if (lines.some(({ categoryId }) => !known.has(`dispute|${id}|${categoryId}`)))
      note(decidedBy, 'reviewing', resolvedAt ?? createdAt)
  for (const { id, cases, dueAt } of history.sessions)
    if (!known.has(`round|${id}`))
      for (const { reviews } of cases) for (const { rater } of reviews) note(rater, 'reviewing', dueAt)
  const namesakes = namesakesOf(setting.rows)
  const rowsOf = ({ reviewed, reviewing }: Unknown) => reviewed + reviewing
  return [...found.values()]
    .toSorted((left, right) => rowsOf(right) - rowsOf(left) || left.called.localeCompare(right.called))
    .map((person) => ({ ...person, namesakes: namesakes.get(foldCell(person.name)) ?? 0, made: false }))
}

/** Counts the people of each name. */
function namesakesOf(rows: readonly PersonRow[]): Map<string, number> {
  const byName = Map.groupBy(rows, ({ name }) => foldCell(name))
  return new Map([...byName].map(([name, own]) => [name, new Set(own.map((row) => row.person_id)).size]))
}

/** A person to be made with the ids that they get. */
export interface MadeByMove extends PersonToMake {
  personId: string
  /** Null where their name is all that the files call them. */
  reference: string | null
  assignment: { membershipId: string; startsOn: string; endsOn: string | null } | null
}

/** Returns those of the chosen people whom nobody knows, once each. The others are here by now. */
export function peopleMade(
  unknown: readonly UnknownPerson[],
  chosen: readonly PersonToMake[],
  today: string,
): MadeByMove[] {
  const choices = new Map(chosen.map((choice) => [foldCell(choice.called), choice]))
  return unknown.flatMap((person) => {
    const choice = choices.get(foldCell(person.called))
    if (!choice) return []
    const { called } = person
    const reference = referenceOf(called, choice.name)
    const days = daysOf(person, choice, today)
    const assignment = days && { membershipId: uuidv7(), ...days }
    return [{ ...choice, called, personId: uuidv7(), reference, assignment }]
  })
}

/** Returns an address as sign-ins have it; nothing where the name is all that the files call somebody. */
function referenceOf(called: string, name: string): string | null {
  if (called.includes('@')) return foldCell(called)
  return foldCell(called) === foldCell(name) ? null : called
}

/** Returns the days on which somebody is an analyst; who has left was one for as long as the files reach. */
function daysOf(
  { reviewed, lastDay }: UnknownPerson,
  { role, startsOn }: PersonToMake,
  today: string,
): { startsOn: string; endsOn: string | null } | null {
  if (role === 'analyst') return { startsOn, endsOn: null }
  if (reviewed === 0) return null
  const after = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString()
  const endsOn = after < today ? after : today
  return { startsOn: startsOn < endsOn ? startsOn : endsOn, endsOn }
}

/** Returns who is known once the people are made: each under what the files call them, their whole time in the team. */
export function peopleWith(
  rows: readonly PersonRow[],
  made: readonly MadeByMove[],
  history: MovedHistory,
  teamId: string,
): MovedPeople {
  const added = made.map(
    ({ personId, name, called, teamId: team, assignment }): PersonRow => ({
      ...{ person_id: personId, name, reference: called, email: null, ends_on: null },
      team_id: assignment ? team : null,
      starts_on: assignment?.startsOn ?? null,
    }),
  )
  return peopleOf([...rows, ...added], history, teamId)
}
