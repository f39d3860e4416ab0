import type { ActorRole } from '#shared/people/role-views.ts'
import { type Action, type Actor, can, type Facts } from '#shared/policy.ts'

export const ours = 'our team'
export const theirs = 'another team'
const membership = (
  role: ActorRole['role'],
  teamId: string | null,
  partner: ActorRole['function'] = null,
) => [{ role, teamId, function: partner }]
const cast = {
  analyst: membership('analyst', ours),
  peer: membership('analyst', ours),
  lead: membership('lead', ours),
  coLead: membership('lead', ours),
  manager: membership('manager', ours),
  /** Was an analyst of our team and is one of the other today. */
  formerAnalyst: membership('analyst', theirs),
  /** Led our team and holds no role today. */
  formerLead: [],
  otherAnalyst: membership('analyst', theirs),
  otherLead: membership('lead', theirs),
  otherManager: membership('manager', theirs),
  policyPartner: membership('partner', null, 'policy'),
  legalPartner: membership('partner', null, 'legal'),
  admin: membership('admin', null),
} as const satisfies Record<string, readonly ActorRole[]>
export type Name = keyof typeof cast
export const names = Object.keys(cast) as Name[]
export const actorOf = (name: Name): Actor => ({ org: 'org', person: name, roles: cast[name] })

/** A rule in words, the facts of one case (the same for everybody, or by whoever asks), and who may. */
export interface Sentence<A extends Action> {
  says: string
  facts: Facts[A] | ((name: Name) => Facts[A])
  may: readonly Name[]
}
export type Sentences = { [A in Action]: readonly Sentence<A>[] }

export const allowed = <A extends Action>(action: A, { facts }: Sentence<A>): Name[] =>
  names.filter((name) => can(actorOf(name), action, typeof facts === 'function' ? facts(name) : facts))

export const ourTeam = { teamId: ours }
export const leads: readonly Name[] = ['lead', 'coLead']
export const above: readonly Name[] = ['lead', 'coLead', 'manager']
export const members: readonly Name[] = ['analyst', 'peer', ...above]
