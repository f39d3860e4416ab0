import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { can } from '#shared/policy.ts'
import { waitingFor } from './confirm-views.ts'
import { movesToConfirm } from './move-views.ts'
import { requestsToConfirm } from './request-views.ts'
import { undecidedTeams } from './undecided-queries.ts'

/**
 * Returns the roles, invitations, addresses, moves of teams and requests about retention that wait for the reader to confirm
 * them, and the teams in which nobody may decide a doubted judgement.
 */
export async function waiting(scope: Scope): Promise<Waiting[]> {
  const [rows, moves, requests, undecided] = await Promise.all([
    waitingFor(scope),
    movesToConfirm(scope),
    requestsToConfirm(scope),
    waitingUndecided(scope),
  ])
  return [
    ...rows.map(({ kind: what, id, person, at }): Waiting => {
      const key = `confirmation:${what}:${id}:${at}`
      return { key, row: () => ({ kind: 'confirmation', group: 'now', key, at, person, what }) }
    }),
    ...moves.map(({ move_id: id, asker_id, asker_name, asked_at: timestamp }): Waiting => {
      const key = `confirmation:move:${id}`
      const person = { personId: asker_id ?? '', name: asker_name ?? '' }
      const head = { kind: 'confirmation', group: 'now', key, at: timestamp, person } as const
      return { key, row: () => ({ ...head, what: 'move' }) }
    }),
    ...requests.map(({ request_id: id, asker_id, asker_name, asked_at: timestamp }): Waiting => {
      const key = `confirmation:request:${id}`
      const person = { personId: asker_id, name: asker_name }
      const head = { kind: 'confirmation', group: 'now', key, at: timestamp, person } as const
      return { key, row: () => ({ ...head, what: 'retention' }) }
    }),
    ...undecided,
  ]
}

/** Returns a row for each such team. It is about nobody but the administrator: whose judgement is doubted stays untold. */
async function waitingUndecided({ db, actor, now }: Scope): Promise<Waiting[]> {
  if (!can(actor, 'people.administer', {})) return []
  const rows = await undecidedTeams(db)
  return rows.map(({ team_id: teamId, team_name: teamName, n, since, due_at: dueAt }): Waiting => {
    const key = `undecided:${teamId}:${since}`
    const group = Date.parse(dueAt) < now() ? 'now' : 'people'
    const person = { personId: actor.person, name: '' }
    return {
      key,
      row: () => ({ kind: 'undecided', group, key, at: since, person, teamName, n, dueAt }),
    }
  })
}
