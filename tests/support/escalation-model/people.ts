/** Everybody of an organisation. */
export type Name =
  | 'analyst'
  | 'peer'
  | 'lead'
  | 'coLead'
  | 'manager'
  | 'director'
  | 'sideLead'
  | 'sideManager'
  | 'policy'
  | 'legal'
  | 'admin'
/** Who leads and manages the team: from two of each down to a lead by themselves. */
export type Shape = 'full' | 'small' | 'leads' | 'single'
export const shapes = ['full', 'small', 'leads', 'single'] as const

const everywhere = ['analyst', 'peer', 'lead', 'sideLead', 'sideManager', 'policy', 'legal', 'admin'] as const
const besides: Record<Shape, readonly Name[]> = {
  full: ['coLead', 'manager', 'director'],
  small: ['manager'],
  leads: ['coLead'],
  single: [],
}
export const namesOf = (shape: Shape): Name[] => [...everywhere, ...besides[shape]]

export type Rank = 'lead' | 'manager'
/** What somebody is, whichever team it is of. */
export const rankOf = (name: Name): Rank | undefined =>
  name === 'lead' || name === 'coLead' || name === 'sideLead'
    ? 'lead'
    : name === 'manager' || name === 'director' || name === 'sideManager'
      ? 'manager'
      : undefined
const ofTeam = (name: Name) => name !== 'sideLead' && name !== 'sideManager'

export interface Delegation {
  id: string
  from: Name
  to: Name
  rank: Rank
  until: number
  ended: boolean
}

/** In what somebody decides: their own right, or for who is away. */
export interface Capacity {
  who: Name
  rank: Rank
  forWhom: Name | null
}

/** Whose roles hold, and who stands in for whom. */
export interface Staff {
  names: readonly Name[]
  gone: Set<Name>
  delegations: Delegation[]
}

/** Returns everybody who leads or manages the team now, in their own right or for somebody. */
export function capacities({ names, gone, delegations }: Staff, now: number): Capacity[] {
  const own = names.flatMap((who) => {
    const rank = rankOf(who)
    return rank && ofTeam(who) && !gone.has(who) ? [{ who, rank, forWhom: null }] : []
  })
  const lent = delegations.flatMap(({ from, to, rank, until, ended }) =>
    !ended && now < until && !gone.has(to) && own.some(({ who }) => who === from)
      ? [{ who: to, rank, forWhom: from }]
      : [],
  )
  return [...own, ...lent]
}
