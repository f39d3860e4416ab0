import { noCounts } from '#shared/audits/rules.ts'
import { baselineOf } from '#shared/goals/baseline-rules.ts'
import type { GoalEnding } from '#shared/goals/rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, mondayOf, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import type { When } from './note-specs.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'

interface GoalSpec {
  about: string
  by: 'lead' | 'person'
  metric: Metric
  /** A share of 0 to 1. */
  target: number
  set: When
  /** Days from today. */
  due: number
  why: string | null
  ended?: { how: GoalEnding; when: When; by: 'lead' | 'person' }
}

const specs: readonly GoalSpec[] = [
  {
    about: 'jihu.nam',
    by: 'person',
    metric: 'accuracy',
    target: 0.94,
    set: { week: 9, weekday: 2 },
    due: 0,
    why: '인용 형식의 글을 판정할 때 덧붙인 문장까지 읽고 정하기로 했습니다.',
  },
  {
    about: 'haram.ryu',
    by: 'lead',
    metric: 'missed',
    target: 0.05,
    set: 12,
    due: 30,
    why: '댓글이 접힌 화면에서 놓치는 건을 줄여 봅시다.',
  },
  {
    about: 'yunseul.chae',
    by: 'lead',
    metric: 'over_enforced',
    target: 0.04,
    set: { week: 3, weekday: 1 },
    due: -9,
    why: null,
    ended: { how: 'reviewed', when: 7, by: 'lead' },
  },
  {
    about: 'eoghan.tierney',
    by: 'person',
    metric: 'missed',
    target: 0.04,
    set: { week: 8, weekday: 3 },
    due: 18,
    why: 'I want to slow down on edited posts.',
  },
  {
    about: 'priya.ramanathan',
    by: 'lead',
    metric: 'accuracy',
    target: 0.95,
    set: { week: 8, weekday: 1 },
    due: -1,
    why: 'Agreed in our 1:1 after the harassment update.',
  },
]

interface Setting {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  calendarFor: (team: AuditingTeam) => Calendar
}

/** Returns the goals of the demo, each with the four weeks before it was set as the place where it began. */
export function goalsOf({ org, id, decisions, calendarFor }: Setting): RowOf<'goal'>[] {
  return specs.flatMap((spec, place) => {
    const own = decisions.filter((decision) => decision.analyst === spec.about)
    const newest = own.at(-1)
    if (!newest) return []
    const { team } = newest
    const calendar = calendarFor(team)
    const moment = momentsOf(calendar)
    const set = moment(spec.set, { minutes: 10 * 60 + 11 * place })
    const idOf = (by: 'lead' | 'person') => id('person', by === 'lead' ? leadOf[team] : spec.about)
    const { ended } = spec
    const before = own.filter((decision) => decision.team === team && decision.at < set)
    const baseline = baselineOf(weeksOf(before), spec.metric)
    return [
      {
        org_id: org,
        goal_id: id('goal', spec.about, place),
        team_id: newest.row.team_id,
        subject_id: newest.row.analyst_id,
        author_id: idOf(spec.by),
        metric: spec.metric,
        baseline,
        target: spec.target,
        due_on: plusDays(calendar.today, spec.due),
        why: spec.why,
        created_at: iso(set),
        claimed_at: iso(set),
        ended_how: ended?.how ?? null,
        ended_by: ended ? idOf(ended.by) : null,
        ended_at: ended ? iso(moment(ended.when, { minutes: 15 * 60, after: set })) : null,
        version: ended ? 2 : 1,
      },
    ]
  })
}

/** Adds decisions up by week, as the rollups do: what was picked by hand is left out. */
function weeksOf(decisions: readonly Decision[]): WeekCounts[] {
  const weeks = new Map<string, WeekCounts['counts']>()
  for (const { day, row } of decisions) {
    if (row.targeted || row.attributed_to) continue
    const week = mondayOf(day)
    const { outcome } = row
    const counts = weeks.get(week) ?? { ...noCounts }
    weeks.set(week, counts)
    if (outcome === 'unverified') counts.unverified += 1
    else counts.n += 1
    if (outcome === 'correct' || outcome === 'missed') counts[outcome] += 1
    if (outcome === 'over_enforced') counts.overEnforced += 1
  }
  return [...weeks]
    .map(([week, counts]) => ({ week, counts }))
    .sort((left, right) => left.week.localeCompare(right.week))
}
