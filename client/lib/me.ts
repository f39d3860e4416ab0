import { createContext, createElement, type ReactNode, useContext } from 'react'
import type { Me, PersonRef } from '#shared/people/views.ts'
import type { Actor } from '#shared/policy.ts'

export type Team = Me['teams'][number]

const Context = createContext<Me | undefined>(undefined)
const PeopleContext = createContext(true)

type Props = {
  me: Me
  /** False where this is what the phone remembers by itself: without the people of the teams. */
  peopleKnown?: boolean
  children: ReactNode
}

export function MeProvider({ me, peopleKnown = true, children }: Props) {
  const people = createElement(PeopleContext, { value: peopleKnown }, children)
  return createElement(Context, { value: me }, people)
}

/** Says whether the teams of `useMe` have their people yet: until then nobody may be called unknown. */
export const usePeopleKnown = (): boolean => useContext(PeopleContext)

/** Returns who is signed in, with what they just changed and is not sent yet. */
export function useMe(): Me {
  const me = useContext(Context)
  if (!me) throw new Error('Nobody is signed in above this component')
  return me
}

/** For `can` of shared/policy.ts. */
export const actorOf = (me: Me): Actor => ({ org: me.org.orgId, person: me.person.personId, roles: me.roles })

/** Somebody may have both roles in one team: each place goes by its own. */
const teamsOf = ({ teams, roles }: Me, role: 'lead' | 'manager'): Team[] =>
  teams.filter(({ teamId }) =>
    roles.some((membership) => membership.role === role && membership.teamId === teamId),
  )
export const teamsLed = (me: Me): Team[] => teamsOf(me, 'lead')
export const teamsManaged = (me: Me): Team[] => teamsOf(me, 'manager')
export const isAnalyst = (me: Me): boolean => me.roles.some((membership) => membership.role === 'analyst')

/** Everybody who works in Dure is asked how they are, leads and managers too; a partner only answers here. */
export const checksIn = (me: Me): boolean => me.roles.some((membership) => membership.role !== 'partner')

export const administers = (me: Me): boolean => me.roles.some((membership) => membership.role === 'admin')

/** An analyst of a team that this person leads. */
export function findPerson(me: Me, personId: string): { team: Team; person: PersonRef } | undefined {
  for (const team of teamsLed(me)) {
    const person = team.people.find((person) => person.personId === personId)
    if (person) return { team, person }
  }
  return undefined
}

/** Whose notes and goals this person may read: their own where they are an analyst, and those of whom they lead. */
export function peopleReadable(me: Me): string[] {
  const led = teamsLed(me).flatMap((team) => team.people.map(({ personId }) => personId))
  return isAnalyst(me) ? [me.person.personId, ...led] : led
}
