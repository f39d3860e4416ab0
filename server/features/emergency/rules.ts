import { emergencyStateAt, openUntil } from '#shared/emergency/rules.ts'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { type Actor, can, type EmergencyFacts } from '#shared/policy.ts'
import type { AccessRow } from './queries.ts'

const timesOf = (row: AccessRow) => ({
  askerId: row.asker_id,
  hours: row.hours,
  askedAt: row.asked_at,
  confirmedAt: row.confirmed_at,
  endedAt: row.ended_at,
  endedById: row.ended_by,
})

/** Returns what the policy has to know of an access; `now` in milliseconds since the epoch. */
export const factsOf = (row: AccessRow, now: number): EmergencyFacts => ({
  subjectId: row.subject_id,
  askerId: row.asker_id,
  confirmerId: row.confirmer_id,
  confirmed: row.confirmed_at !== null,
  state: emergencyStateAt(timesOf(row), now),
  teamIds: row.team_ids,
})

/** Returns an access as the actor sees it, with what they may do with it. */
export function viewOf(actor: Actor, row: AccessRow, now: number): EmergencyAccess {
  const facts = factsOf(row, now)
  return {
    accessId: row.access_id,
    subject: { personId: row.subject_id, name: row.subject_name },
    asker: { personId: row.asker_id, name: row.asker_name },
    reason: row.reason,
    hours: row.hours,
    askedAt: row.asked_at,
    confirmer: row.confirmer_id ? { personId: row.confirmer_id, name: row.confirmer_name ?? '' } : null,
    confirmedAt: row.confirmed_at,
    until: openUntil(timesOf(row)),
    endedAt: row.ended_at,
    state: facts.state,
    mayConfirm: can(actor, 'emergency.confirm', facts),
    mayEnd: can(actor, 'emergency.end', facts),
    mayRead: can(actor, 'emergency.read', facts),
  }
}
