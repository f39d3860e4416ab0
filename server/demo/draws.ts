import { frameOfPlan, hashOfPlan, strataOf } from '#server/features/draws/plan-rules.ts'
import { drawBy, type FrameCase, planDraw } from '#shared/draws/plan-rules.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso } from './calendar.ts'
import { chanceFor, type DemoInput, type MakeId } from './identity.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'
import { drift, recovery } from './story.ts'

interface Setting extends DemoInput {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  calendarFor: (team: AuditingTeam) => Calendar
}

const drawnTeams = ['community', 'dublin'] as const
const size = 16
const days = 28
/** Cases that the lead has verified; none of whose figures the demo tells a story. */
const verifiedCases = 4
const storied: readonly string[] = [drift.key, recovery.key]

interface DemoCase extends FrameCase {
  decision: string
  row: RowOf<'audit'>
  analyst: string
}

/**
 * Returns a sample for coaching that the leads drew on the day before the last, with a part of it verified, and changes the
 * decisions that were: they are right, with the chance that they were drawn with, and out of rates.
 */
export function drawsOf({ org, id, decisions, calendarFor, seed: demoSeed }: Setting): {
  draw: RowOf<'draw'>[]
  draw_case: RowOf<'draw_case'>[]
} {
  const made = drawnTeams.map((team) => {
    const calendar = calendarFor(team)
    const [drawDay = '', verifyDay = ''] = calendar.worked.slice(-2)
    const firstDay = Temporal.PlainDate.from(drawDay).subtract({ days }).toString()
    const lastDay = Temporal.PlainDate.from(drawDay).subtract({ days: 1 }).toString()
    const ofTeam = decisions.filter(
      ({ row, team: decidedIn, day }) =>
        decidedIn === team && row.kind === 'audit' && day >= firstDay && day <= lastDay,
    )
    const frame: DemoCase[] = ofTeam
      .filter(({ row }) => row.outcome === 'unverified' && !row.targeted)
      .map(({ row, analyst }) => ({
        ...{ reference: row.reference, policy: row.policy, queue: row.queue, decision: row.decision },
        ...{ language: row.language, row, analyst },
      }))
    const design = { method: 'stratified', by: 'policy', allocation: 'proportional', size } as const
    const plan = planDraw(frame, design, () => 1)
    if ('misfit' in plan) return { draw: [], cases: [] }
    const seed = chanceFor(demoSeed, 'draw', team).between(0, 999_999_999)
    const { cases, order } = drawBy(plan, { seed, golden: [], goldenSize: 0 })
    const draw_id = id('draw', team)
    const drawn_by = id('person', leadOf[team])
    const verified = new Set(
      cases.filter(({ analyst }) => !storied.includes(analyst)).slice(0, verifiedCases),
    )
    const verified_at = iso(calendar.instant(verifyDay, 10 * 60 + 20))
    return {
      draw: [
        {
          ...{
            org_id: org,
            draw_id,
            team_id: id('team', team),
            purpose: 'coaching' as const,
            method: design.method,
          },
          ...{
            stratified_by: design.by,
            allocation: design.allocation,
            first_day: firstDay,
            last_day: lastDay,
          },
          ...{ policy: null, queue: null, language: null, seed, frame: frameOfPlan(plan) },
          ...{ frame_size: frame.length, frame_hash: hashOfPlan(plan), strata: strataOf(plan), size },
          excluded: [
            {
              reason: 'verified' as const,
              n: ofTeam.filter(({ row }) => row.outcome !== 'unverified').length,
            },
          ],
          ...{ golden_share: 0, drawn_by, drawn_at: iso(calendar.instant(drawDay, 10 * 60)) },
        },
      ],
      cases: order.flatMap((index, place): RowOf<'draw_case'>[] => {
        const item = cases[index]
        if (!item) return []
        const { row, stratum, chance } = item
        const isVerified = verified.has(item)
        if (isVerified) verifyAs(row, chance)
        return [
          {
            ...{ org_id: org, item_id: id('draw case', row.reference), draw_id, team_id: row.team_id },
            ...{ place: place + 1, case_ref: row.case_ref, policy: row.policy, queue: row.queue },
            ...{ language: row.language, audit_id: row.audit_id, analyst_id: row.analyst_id },
            ...{ golden_id: null, stratum, chance, first_verifier_id: null, first_verdict: null },
            verdict: isVerified ? row.decision : null,
            verified_by: isVerified ? drawn_by : null,
            verified_at: isVerified ? verified_at : null,
            ...{ matches: null, version: isVerified ? 2 : 1 },
          },
        ]
      }),
    }
  })
  return { draw: made.flatMap(({ draw }) => draw), draw_case: made.flatMap(({ cases }) => cases) }
}

/** Makes a decision one that was verified as right, as a verdict in Dure does. */
function verifyAs(row: RowOf<'audit'>, chance: number): void {
  row.verified_decision = row.decision
  row.verified_by = 'second_review'
  row.outcome = 'correct'
  row.inclusion_probability = chance * (row.inclusion_probability ?? 1)
  row.targeted = true
  row.version = 2
}
