import type { Actor } from '#shared/policy.ts'

export function teamsHeld(actor: Actor, role: 'lead' | 'manager'): string[] {
  return actor.roles.flatMap((held) => (held.role === role && held.teamId ? [held.teamId] : []))
}
