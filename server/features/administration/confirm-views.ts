import type { Scope } from '#server/core/scope.ts'
import type { RolesView, WaitingView } from '#shared/administration/views.ts'
import { can } from '#shared/policy.ts'
import { waitingAddresses } from './address-views.ts'
import { givenRows, waitingRows } from './confirm-queries.ts'
import { confirmFacts } from './rules.ts'

const refOf = (personId: string, name: string | null) => ({ personId, name: name ?? '' })

/** Returns what the reader may confirm, the oldest first; nothing for who neither administers nor manages. */
export async function waitingFor(scope: Scope): Promise<WaitingView[]> {
  if (!scope.actor.roles.some(({ role }) => role === 'admin' || role === 'manager')) return []
  const [roles, addresses] = await Promise.all([waitingRoles(scope), waitingAddresses(scope)])
  return [...roles, ...addresses].sort((a, b) => a.at.localeCompare(b.at))
}

async function waitingRoles({ db, actor }: Scope): Promise<WaitingView[]> {
  const rows = await waitingRows(db)
  return rows
    .filter((row) => can(actor, 'people.confirm', confirmFacts(row)))
    .map((row) => ({
      kind: row.kind,
      id: row.id,
      person: refOf(row.person_id, row.person_name),
      roles: row.roles.map(({ role, teamName, function: fn }) => ({ role, teamName, function: fn })),
      email: row.email,
      present: null,
      giver: refOf(row.giver_id ?? row.person_id, row.giver_name),
      at: row.at,
    }))
}

/** administration.roles: for everybody, as far as their teams go. */
export async function readRoles(scope: Scope): Promise<RolesView> {
  const [waiting, given] = await Promise.all([waitingFor(scope), givenRows(scope.db)])
  return {
    waiting,
    given: given.map((row) => ({
      membershipId: row.membership_id,
      person: refOf(row.person_id, row.person_name),
      role: row.role,
      teamName: row.team_name,
      function: row.function,
      giver: row.giver_id ? refOf(row.giver_id, row.giver_name) : null,
      confirmer: row.confirmer_id ? refOf(row.confirmer_id, row.confirmer_name) : null,
      at: row.at,
    })),
  }
}
