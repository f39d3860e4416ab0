import type { MadeRole, PersonToMake, UnknownPerson } from '#shared/reviews/move-in-views.ts'

/** The fates of somebody whom nobody knows. */
export const fates = ['analyst', 'none', 'leave'] as const
export type Fate = MadeRole | 'leave'

export interface OwnChoice {
  fate: Fate
  name: string
  teamId: string
  startsOn: string
}

/** The people who are made: nobody, or everybody but those who are left out. */
export interface PeopleChoice {
  make: boolean
  /** The team of everybody who has no choice of their own. */
  teamId: string
  /** By what the files call them. */
  own: Readonly<Record<string, OwnChoice>>
}

export const nobodyMade = (teamId: string): PeopleChoice => ({ make: false, teamId, own: {} })

/** Returns what was chosen for somebody, or what follows from their rows: whose work was reviewed is an analyst. */
export const choiceFor = (
  { called, name, reviewed, firstDay }: UnknownPerson,
  { own, teamId }: PeopleChoice,
): OwnChoice => own[called] ?? { fate: reviewed > 0 ? 'analyst' : 'none', name, teamId, startsOn: firstDay }

/** Returns the people who are to be made. */
export function peopleChosen(unknown: readonly UnknownPerson[], choice: PeopleChoice): PersonToMake[] {
  if (!choice.make) return []
  return unknown.flatMap((person) => {
    const { fate, ...given } = choiceFor(person, choice)
    return fate === 'leave' ? [] : [{ ...given, called: person.called, role: fate }]
  })
}

/** Returns how many reviews stay out with those who are not made. */
export function reviewsLeft(unknown: readonly UnknownPerson[], choice: PeopleChoice): number {
  const made = new Set(peopleChosen(unknown, choice).map(({ called }) => called))
  return unknown.reduce((sum, { called, reviewed }) => sum + (made.has(called) ? 0 : reviewed), 0)
}
