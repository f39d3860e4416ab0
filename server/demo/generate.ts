import { type Decision, decisionsOf } from './audits.ts'
import { type Calendar, calendarOf, midnightInSeoul } from './calendar.ts'
import { calibrationOf } from './calibration.ts'
import { checkInsOf } from './check-ins.ts'
import { disputesOf } from './disputes.ts'
import { drawsOf } from './draws.ts'
import { escalationsOf } from './escalations.ts'
import { goalsOf } from './goals.ts'
import { holdsOf, requestsOf } from './holds.ts'
import type { Zone } from './holidays.ts'
import { type DemoInput, idsFrom } from './identity.ts'
import { importsOf } from './imports.ts'
import { machineDecisionsOf } from './machines.ts'
import { meetingsOf } from './meetings.ts'
import { momentsOf } from './moments.ts'
import { notesOf } from './notes.ts'
import { notificationChoicesOf } from './notification-choices.ts'
import { notificationsOf } from './notifications.ts'
import { onCallOf } from './on-call.ts'
import { organisationRows } from './organisation.ts'
import { type AuditingTeam, analysts, auditingTeams, leadOf, people, teams, zoneOf } from './people.ts'
import { policyRows } from './policies.ts'
import { policyMarksOf } from './policy-marks.ts'
import { putRightOf } from './put-right.ts'
import { questionsOf } from './questions.ts'
import { rechecksOn } from './rechecks.ts'
import { reviewsOf } from './reviews.ts'
import type { Demo } from './rows.ts'
import { rubricsOf } from './rubrics.ts'
import { rulingsOf } from './rulings.ts'
import { shiftsOf } from './shifts.ts'
import { targetsOf } from './targets.ts'
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

  const { attributed, ...reviews } = reviewsOf({
    org,
    id,
    decisions,
    doubted: new Set(rechecks.map((row) => row.audit_id)),
    end: midnightInSeoul(input.today),
  })
  const { entries, ...disputes } = disputesOf(reviews, { org, id, end: midnightInSeoul(input.today) })
  const { attributed: changed, ...threads } = disputes
  const draws = drawsOf({ ...input, org, id, decisions, calendarFor })
  // Goals count what is the analyst's own, so they are made after whose the errors were.
  for (const { row } of decisions)
    row.attributed_to = changed.get(row.audit_id) ?? attributed.get(row.audit_id) ?? null

  const escalations = await escalationsOf({ org, id, calendarFor, decisions })

  const reviewed = new Set(reviews.review.flatMap(({ audit_id }) => audit_id ?? []))
  const policies = policyRows({ org, id, decisions, calendarFor, reviewed, entries })
  const marks = policyMarksOf({ org, id, calendarFor, versions: policies.policy_version })
  const rounds = calibrationOf({ org, id, decisions, calendarFor, versions: policies.policy_version })

  const machines = auditingTeams.flatMap((team) =>
    machineDecisionsOf(team, { ...input, org, id, calendar: calendarFor(team) }),
  )
  // After whatever changes what is verified.
  const wrong = { decisions, machines, imports, calendarFor, teams: auditingTeams }
  const questions = questionsOf({ org, id, calendarFor })
  const ledger = [
    ...policies.policy_ledger_entry,
    ...rounds.policy_ledger_entry,
    ...marks.policy_ledger_entry,
  ]
  const versions = policies.policy_version
  const {
    ruled,
    attributed: unclear,
    ...rulings
  } = rulingsOf({
    ...{ org, id, ledger, versions, questions, escalations, reviews, decisions },
  })
  for (const { row } of decisions) {
    const fault = unclear.get(row.audit_id)
    if (fault) Object.assign(row, { attributed_to: fault, version: row.version + 1 })
  }
  const shifts = people.map((person) => shiftsOf(person, calendars[zoneOf(person)], { org, id }))
  const rosters = {
    shift: shifts.flatMap(({ shift }) => shift),
    shift_pattern: shifts.flatMap(({ shift_pattern }) => shift_pattern),
    shift_entry: shifts.flatMap(({ shift_entry }) => shift_entry),
  }
  const checkIns = checkInsOf(calendars, { ...input, org, id })
  return {
    ...organisationRows({ ...input, id, calendar: calendars['Asia/Seoul'] }),
    audit_import: imports,
    audit: decisions.map(({ row }) => row),
    machine_decision: machines,
    ...putRightOf({ ...input, org, id, ...wrong }),
    another_look: rechecks,
    ...policies,
    ...rounds,
    policy_mark: marks.policy_mark,
    notification_choice: notificationChoicesOf(org, id),
    policy_ledger_entry: ledger,
    ...notes,
    goal: goalsOf({ org, id, decisions, calendarFor }),
    ...meetingsOf({ org, id, calendarFor }),
    ...questions,
    ...rulings,
    precedent: [...questions.precedent, ...rulings.precedent],
    ...rubricsOf({ org, id, calendarFor }),
    ...targetsOf({ org, id, calendarFor }),
    ...holdsOf({ org, id, calendarFor }),
    ...requestsOf({ org, id, calendarFor }),
    ...reviews,
    ...threads,
    review_rescore: [...threads.review_rescore, ...rulings.review_rescore],
    ...draws,
    inbox: notificationsOf(
      { ...notes, ...threads, another_look: rechecks, talk_offer: checkIns.talk_offer, ruled },
      { org, id, end: midnightInSeoul(input.today) },
    ),
    ...rosters,
    ...checkIns,
    ...escalations,
    ...onCallOf({ org, id, calendarFor }, escalations),
    record_view: auditingTeams.flatMap((team) =>
      viewsIn(team, calendarFor(team), { org, id, notes: notes.note }),
    ),
  }
}
