import type { NewMembership } from '#tests/support/people.ts'

/** Everybody who might knock, named by how they stand to the subject, an analyst of team one. */
export const personas = [
  'subject',
  'peer',
  'otherAnalyst',
  'formerAnalyst',
  'lead',
  'coLead',
  'exLead',
  'nextLead',
  'otherLead',
  'manager',
  'otherManager',
  'exManager',
  'partner',
  'admin',
  'nobody',
  'foreignLead',
  'foreignManager',
  'foreignAdmin',
] as const
export type Persona = (typeof personas)[number]

export const everybody: readonly Persona[] = personas
export const leads: readonly Persona[] = ['lead', 'coLead']
export const subjectAndLeads: readonly Persona[] = ['subject', ...leads]

interface Teams {
  team: string
  /** Above team one. */
  unit: string
  otherTeam: string
  foreignTeam: string
}

/** Returns the roles of each; the ex-lead's still holds, until every story is told. */
export function membershipsIn({
  team,
  unit,
  otherTeam,
  foreignTeam,
}: Teams): Record<Persona, NewMembership[]> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  return {
    subject: [{ role: 'analyst', teamId: team }],
    peer: [{ role: 'analyst', teamId: team }],
    otherAnalyst: [{ role: 'analyst', teamId: otherTeam }],
    formerAnalyst: [
      { role: 'analyst', teamId: team, endsOn: day(-5) },
      { role: 'analyst', teamId: otherTeam, startsOn: day(-5) },
    ],
    lead: [{ role: 'lead', teamId: team }],
    coLead: [{ role: 'lead', teamId: team }],
    exLead: [{ role: 'lead', teamId: team }],
    nextLead: [{ role: 'lead', teamId: team, startsOn: day(2) }],
    otherLead: [{ role: 'lead', teamId: otherTeam }],
    manager: [{ role: 'manager', teamId: unit }],
    otherManager: [{ role: 'manager', teamId: otherTeam }],
    exManager: [{ role: 'manager', teamId: unit, endsOn: day(-2) }],
    partner: [{ role: 'partner', function: 'policy' }],
    admin: [{ role: 'admin' }],
    nobody: [],
    foreignLead: [{ role: 'lead', teamId: foreignTeam }],
    foreignManager: [{ role: 'manager', teamId: foreignTeam }],
    foreignAdmin: [{ role: 'admin' }],
  }
}
