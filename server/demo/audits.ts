import { contentHash } from '#server/features/audits/import-check-rules.ts'
import { isError } from '#server/features/audits/rollup-rules.ts'
import { isAction, outcomeOf } from '#shared/audits/rules.ts'
import { type Calendar, iso, midnightInSeoul } from './calendar.ts'
import { type Chance, chanceFor, type DemoInput, type MakeId } from './identity.ts'
import { decide, violating } from './judgement.ts'
import { type AuditingTeam, type DemoPerson, newJoiner, teamIn } from './people.ts'
import { languages, queuesOf, weighted } from './queues.ts'
import type { RowOf } from './rows.ts'
import { isAway } from './shifts.ts'
import { sharesOf } from './story.ts'

/** A decision with what the rest of the demo finds it by. */
export interface Decision {
  row: RowOf<'audit'>
  analyst: string
  team: AuditingTeam
  day: string
  at: number
}

interface Setting extends DemoInput {
  org: string
  id: MakeId
}

/** Everything one analyst decided on the worked days of the thirteen weeks, oldest first. */
export function decisionsOf(person: DemoPerson, calendar: Calendar, setting: Setting): Decision[] {
  const chance = chanceFor(setting.seed, 'audits', person.key)
  const turns = new Map<string, number>()
  const end = midnightInSeoul(setting.today)
  const recent = new Set(calendar.worked.slice(-2))
  // Shadowing first: the one who joined decides alone on the last four days only.
  const days = person.key === newJoiner ? calendar.worked.slice(-4) : calendar.worked
  const analyst_id = setting.id('person', person.key)
  return days.flatMap((day) => {
    const week = calendar.weekOf(day)
    const team = teamIn(person, week)
    if (!team || isAway(person.key, calendar, day)) return []
    const team_id = setting.id('team', team)
    const where = { person, team, week, recent: recent.has(day), shares: sharesOf(person.key, team) }
    return timesOf(person, chance).flatMap((minutes, place): Decision[] => {
      const timestamp = calendar.instant(day, minutes) + chance.between(0, 59) * 1_000
      const { inclusion, moderator, verified, verifiedBy, ...judged } = decide(where, chance, turns)
      const outcome = outcomeOf(judged.decision, verified, violating)
      const case_ref = `C${chance.between(10_000_000, 99_999_999)}`
      const audit = {
        ...judged,
        team_id,
        analyst_id,
        reference: `${person.reference}-${day.replaceAll('-', '')}-${String(place + 1).padStart(2, '0')}`,
        case_ref,
        queue: judged.kind === 'appeal' ? 'appeals' : weighted(queuesOf(team, isError(outcome)), chance),
        language: weighted(languages[team], chance),
        moderator_decision: moderator,
        decided_by: moderator === null ? null : deciderOf(case_ref),
        verified_decision: verified,
        verified_by: verifiedBy,
        outcome,
        inclusion_probability: inclusion,
        acted: isAction(judged.decision, violating),
        moderator_acted: moderator === null ? null : isAction(moderator, violating),
        decided_at: iso(timestamp),
        arrived_at: iso(timestamp - waitOf(case_ref) * 60_000),
      }
      if (timestamp >= end) return []
      const row = {
        org_id: setting.org,
        audit_id: setting.id('audit', audit.reference),
        ...audit,
        content_hash: Buffer.from(contentHash(audit), 'hex'),
        attributed_to: null,
        import_id: null,
        version: 1,
      }
      return [{ row, analyst: person.key, team, day, at: timestamp }]
    })
  })
}

/** A machine took one moderator's decision in ten: the number of the case says which, so that no draw is spent on it. */
const deciderOf = (caseRef: string) => (caseRef.endsWith('7') ? ('automated' as const) : ('person' as const))

/** Minutes that a case waited, half an hour for most and hours for some: by its number as well. */
function waitOf(caseRef: string): number {
  const share = (Number(caseRef.slice(1)) % 997) / 997
  return Math.round(5 + (25 * share) / (1.02 - share))
}

/** Minutes of the day, rising, with an hour of rest in the middle of the shift. */
function timesOf({ pace = 0, shiftFrom = 0 }: DemoPerson, chance: Chance): number[] {
  const count = pace < 5 ? pace : Math.round(pace * (0.8 + 0.4 * chance.next()))
  const worked = Array.from({ length: count }, () => chance.between(15, 465))
  return worked.sort((a, b) => a - b).map((minute) => shiftFrom + minute + (minute > 210 ? 60 : 0))
}
