import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import {
  addBusinessTime,
  type BusinessCalendar,
  businessCalendar,
  businessDayMinutes,
} from '#shared/core/business-time.ts'
import { publicHolidays } from '#shared/core/korean-holidays.ts'
import { can } from '#shared/policy.ts'
import { escalationText, excerptOf, foundLimit, matcherOf, type SearchTerms } from '#shared/search/rules.ts'
import type { FoundEscalation } from '#shared/search/views.ts'
import { calendarDays, type EscalationRef, zoneOf } from './clock-queries.ts'
import { escalationsFound } from './found-queries.ts'
import { factsOf } from './rules.ts'

/** Returns when the zone works in those years, by its public holidays and the organisation's own days. */
export async function calendarOf(
  db: Pick<EscalationRef, 'query' | 'org'>,
  zone: string,
  years: readonly number[],
): Promise<BusinessCalendar> {
  const [own, known] = await Promise.all([calendarDays(db, zone), publicHolidays(zone, years)])
  return businessCalendar(zone, known, own)
}

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
