import { type Decision, decisionsOf } from './audits.ts'
import { type Calendar, calendarOf, midnightInSeoul } from './calendar.ts'
import { checkInsOf } from './check-ins.ts'
import { escalationsOf } from './escalations.ts'
import { goalsOf } from './goals.ts'
import type { Zone } from './holidays.ts'
import { type DemoInput, idsFrom } from './identity.ts'
import { importsOf } from './imports.ts'
import { momentsOf } from './moments.ts'
import { notesOf } from './notes.ts'
import { notificationsOf } from './notifications.ts'
import { organisationRows } from './organisation.ts'
import { type AuditingTeam, analysts, auditingTeams, leadOf, people, teams, zoneOf } from './people.ts'
import { policyRows } from './policies.ts'
import { rechecksOn } from './rechecks.ts'
import { reviewsOf } from './reviews.ts'
import type { Demo } from './rows.ts'
import { rubricsOf } from './rubrics.ts'
import { shiftsOf } from './shifts.ts'
import { viewsIn } from './views.ts'

/**
 * Every row of the demo organisation but the rollups, which are the database's to add up. The same input gives the same
 * rows; nothing in them that happened is later than the beginning of `today` in Seoul.
 */
export async function generateDemo(input: DemoInput & { passwordHash: string }): Promise<Demo> {
  const id = idsFrom(input.seed)
  const org = id('org')
  const calendars: Record<Zone, Calendar> = {
    'Asia/Seoul': await calendarOf('Asia/Seoul', input.today),
    'Europe/Dublin': await calendarOf('Europe/Dublin', input.today),
  }
  const calendarFor = (team: AuditingTeam) => calendars[teams[team].zone]

  const decisions: Decision[] = analysts.flatMap((person) =>
    decisionsOf(person, calendars[zoneOf(person)], { ...input, org, id }),
  )
  const rechecks = rechecksOn(decisions, { org, id, moment: (team) => momentsOf(calendarFor(team)) })
  const imports = auditingTeams.flatMap((team) =>
    importsOf(team, decisions, { org, id, calendar: calendarFor(team), by: leadOf[team] }),
  )
  const notes = notesOf(
    auditingTeams.map((team) => ({ team, calendar: calendarFor(team), decisions, org, id })),
  )

  const { attributed, ...reviews } = reviewsOf({ org, id, decisions, end: midnightInSeoul(input.today) })
  // Goals count what is the analyst's own, so they are made after whose the errors were.
  for (const { row } of decisions) row.attributed_to = attributed.get(row.audit_id) ?? null

  const escalations = await escalationsOf({ org, id, calendarFor, decisions })

  const checkIns = checkInsOf(calendars, { ...input, org, id })
  return {
    ...organisationRows({ ...input, id, calendar: calendars['Asia/Seoul'] }),
    audit_import: imports,
    audit: decisions.map(({ row }) => row),
    another_look: rechecks,
    ...policyRows({ org, id, decisions, calendarFor }),
    ...notes,
    goal: goalsOf({ org, id, decisions, calendarFor }),
    ...rubricsOf({ org, id, calendarFor }),
    ...reviews,
    inbox: notificationsOf(
      { ...notes, another_look: rechecks, talk_offer: checkIns.talk_offer },
      { org, id, end: midnightInSeoul(input.today) },
    ),
    shift: people.flatMap((person) => shiftsOf(person, calendars[zoneOf(person)], { org, id })),
    ...checkIns,
    ...escalations,
    record_view: auditingTeams.flatMap((team) =>
      viewsIn(team, calendarFor(team), { org, id, notes: notes.note }),
    ),
  }
}
