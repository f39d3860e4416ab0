import { createHash } from 'node:crypto'
import { isAction, outcomeOf } from '#shared/audits/rules.ts'
import { type Calendar, iso, midnightInSeoul } from './calendar.ts'
import { chanceFor, type DemoInput, type MakeId } from './identity.ts'
import { allowed, violating } from './judgement.ts'
import type { AuditingTeam } from './people.ts'
import type { RowOf } from './rows.ts'

/** Decisions of the rule against spam links that somebody appealed against, by team. */
const appealed = { community: 14, live: 9, dublin: 6 } as const satisfies Record<AuditingTeam, number>
const tool = 'automod/spam-links'

interface Setting extends DemoInput {
  org: string
  id: MakeId
  calendar: Calendar
}

/**
 * Returns what an automated rule took down in the last weeks and nobody judged: it is here because somebody appealed, so it is
 * in no rate. Two in seven were put back.
 */
export function machineDecisionsOf(team: AuditingTeam, setting: Setting): RowOf<'machine_decision'>[] {
  const { org, id, calendar } = setting
  const chance = chanceFor(setting.seed, 'machines', team)
  const end = midnightInSeoul(setting.today)
  const days = calendar.worked.slice(-20, -1)
  return Array.from({ length: appealed[team] }, (_, place): RowOf<'machine_decision'>[] => {
    const day = days[chance.between(0, days.length - 1)]
    if (day === undefined) return []
    const timestamp = calendar.instant(day, chance.between(0, 1_200))
    if (timestamp >= end) return []
    const verified = place % 7 < 2 ? allowed : violating
    const reference = `automod-${team}-${place + 1}`
    const facts = {
      ...{ org_id: org, team_id: id('team', team), tool, kind: 'appeal' as const, reference },
      ...{ case_ref: `C${chance.between(10_000_000, 99_999_999)}`, policy: 'spam', queue: 'appeals' },
      ...{ language: team === 'dublin' ? 'en' : 'ko', decision: violating, verified_decision: verified },
      ...{ verified_by: 'appeal_outcome' as const, outcome: outcomeOf(violating, verified, violating) },
      ...{ targeted: false, inclusion_probability: null, acted: isAction(violating, violating) },
      decided_at: iso(timestamp),
    }
    return [
      {
        ...facts,
        decision_id: id('machine-decision', reference),
        content_hash: createHash('sha256').update(JSON.stringify(facts)).digest(),
        import_id: null,
        version: 1,
      },
    ]
  }).flat()
}
