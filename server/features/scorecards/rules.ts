import type { Actor } from '#shared/policy.ts'

export function teamsWithRole(actor: Actor, role: 'lead' | 'manager'): string[] {
  return actor.roles.flatMap((membership) =>
    membership.role === role && membership.teamId ? [membership.teamId] : [],
  )
}
