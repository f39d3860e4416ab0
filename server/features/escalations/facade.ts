import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { addBusinessTime, businessDayMinutes } from '#shared/core/business-time.ts'
import type { Status } from '#shared/escalations/step-rules.ts'
import { can, type EscalationFacts } from '#shared/policy.ts'
import { escalationText, excerptOf, foundLimit, matcherOf, type SearchTerms } from '#shared/search/rules.ts'
import type { FoundEscalation } from '#shared/search/views.ts'
import { calendarIn } from './business-calendar-commands.ts'
import { zoneOf } from './clock-queries.ts'
import { raise } from './content-commands.ts'
import { escalationsFound } from './found-queries.ts'
import { escalationFacts } from './queries.ts'
import { factsOf } from './rules.ts'
import { resolve } from './transition-commands.ts'

/** Returns when the zone works in those years, by its public holidays and the organisation's own days. */
export const calendarOf = calendarIn

/** Returns the end of so many working days after an instant, by the calendar of a person's zone. */
export async function workingDaysAfter(
  db: ActorDb,
  { person, since, days }: { person: string; since: number; days: number },
): Promise<string> {
  const zone = await zoneOf(db, person)
  const year = new Date(since).getUTCFullYear()
  const calendar = await calendarOf(db, zone, [year, year + 1])
  return new Date(addBusinessTime(calendar, since, days * businessDayMinutes * 60_000)).toISOString()
}

/** Raises an escalation, as its own command does. */
export const raiseEscalation = raise

/** Resolves an escalation, as its own command does. */
export const resolveEscalation = resolve

/** Returns what the policy has to know of an escalation, who has it and its status; undefined where the actor does not read it. */
export async function escalationNow(
  db: ActorDb,
  id: string,
): Promise<(EscalationFacts & { holderId: string | null; status: Status }) | undefined> {
  const row = await escalationFacts(db, id)
  return row && { ...factsOf(row), holderId: row.holder_id, status: row.status }
}

/** Returns the escalations with these words that the actor may read. */
export async function foundEscalations(
  { db, actor }: Pick<Scope, 'db' | 'actor'>,
  terms: SearchTerms,
): Promise<FoundEscalation[]> {
  const rows = await escalationsFound(db, terms)
  const matcher = matcherOf(terms)
  return rows
    .filter((row) => can(actor, 'escalation.read', factsOf(row)))
    .slice(0, foundLimit)
    .map((row) => {
      const summary = row.child_safety ? null : row.summary
      const shown = { summary, caseReference: row.case_reference, details: row.details }
      return {
        escalationId: row.escalation_id,
        summary,
        caseReference: row.case_reference,
        excerpt: excerptOf(escalationText(shown), matcher),
        status: row.status,
        changedAt: row.changed_at,
      }
    })
}
