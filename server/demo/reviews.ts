import type { Outcome } from '#shared/audits/rules.ts'
import {
  type Fault,
  faultOfCase,
  isLow,
  type OthersFault,
  type RootCause,
  scoreReview,
} from '#shared/reviews/rules.ts'
import { criteriaOf, levelsOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import type { Decision } from './audits.ts'
import { iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { leadOf } from './people.ts'
import type { RowOf } from './rows.ts'
import { publishedRubric } from './rubrics.ts'
import { policyChange } from './story.ts'

/** A line that is below the full rating, by the place of its criterion. */
interface Line {
  place: number
  level: number | null
  fault?: Fault
  causes?: RootCause[]
  comment?: string
}
interface Story {
  about: string
  /** The newest decisions of this outcome are reviewed, `count` of them. */
  outcome: Outcome
  count: number
  /** Only of this policy, and decided so many days ago at least. */
  only?: { policy: string; daysAgo: number }
  lines: readonly Line[]
}

/** Nothing has to be reported by law in any of these cases. */
const noReport: Line = { place: 5, level: null }

/** Reviewed for a clause that turned out to be unclear. */
export const reviewedForClause = 'tomasz.wilkowski'

const stories: readonly Story[] = [
  {
    about: 'yerin.han',
    outcome: 'missed',
    count: 1,
    lines: [
      {
        ...{ place: 0, level: 1, fault: 'analyst', causes: ['misread_context'] },
        comment: '첫 문장은 인용이지만 다음 문장에서 직접 위협합니다. 끝까지 함께 읽어 봅시다.',
      },
      { place: 3, level: 3, fault: 'analyst', causes: ['misread_context'] },
    ],
  },
  {
    about: 'yerin.han',
    outcome: 'over_enforced',
    count: 1,
    lines: [
      {
        ...{ place: 1, level: 1, fault: 'unclear_policy' },
        comment: '두 조항이 서로 다른 결론을 냅니다. 정책에 물어보겠습니다.',
      },
    ],
  },
  { about: 'yerin.han', outcome: 'correct', count: 9, lines: [] },
  {
    about: 'yerin.han',
    outcome: 'correct',
    count: 12,
    lines: [{ place: 4, level: 2, fault: 'analyst', causes: ['time_pressure'] }],
  },
  { about: 'taegyeom.oh', outcome: 'correct', count: 3, lines: [{ place: 3, level: 4 }] },
  {
    about: 'taegyeom.oh',
    outcome: 'missed',
    count: 1,
    lines: [
      {
        ...{ place: 0, level: 1, fault: 'missing_information' },
        comment: '지워진 댓글이 화면에 보이지 않아 판단할 수 없었습니다.',
      },
    ],
  },
  { about: 'eoghan.tierney', outcome: 'correct', count: 4, lines: [{ place: 3, level: 4 }] },
  {
    about: 'eoghan.tierney',
    outcome: 'missed',
    count: 1,
    lines: [
      {
        ...{ place: 0, level: 1, fault: 'analyst', causes: ['missed_detail'] },
        comment: 'The edit below the first version carries the threat. Let us look at edited posts together.',
      },
    ],
  },
  { about: 'priya.ramanathan', outcome: 'correct', count: 2, lines: [] },
  {
    ...{ about: reviewedForClause, outcome: 'over_enforced', count: 1 },
    only: { policy: policyChange.policy, daysAgo: 16 },
    lines: [
      {
        ...{ place: 0, level: 1, fault: 'analyst', causes: ['policy_knowledge'] },
        comment: 'One reply is no repeated contact. I read 3.2 more narrowly; let us compare how we read it.',
      },
    ],
  },
]

interface Setting {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  /** Cases of which another look was asked for: who reviewed one would not answer that. */
  doubted: ReadonlySet<string>
  /** Nothing of the demo happened later, in milliseconds. */
  end: number
}

const hour = 3_600_000

/** Returns the reviews of the demo with their lines, and whose the errors were that are not the analysts'. */
export function reviewsOf({ org, id, decisions, doubted, end }: Setting): {
  review: RowOf<'review'>[]
  review_rating: RowOf<'review_rating'>[]
  attributed: ReadonlyMap<string, OthersFault>
} {
  const taken = new Set(doubted)
  const attributed = new Map<string, OthersFault>()
  const made = stories.flatMap((story) => {
    const fitting = decisions.filter(
      ({ analyst, row, at }) =>
        analyst === story.about &&
        row.outcome === story.outcome &&
        at + 26 * hour < end &&
        (!story.only || (row.policy === story.only.policy && at + 24 * hour * story.only.daysAgo < end)) &&
        !taken.has(row.audit_id),
    )
    return fitting.slice(-story.count).map((decision) => {
      const { row, team } = decision
      taken.add(row.audit_id)
      const { versionId, content } = publishedRubric(team, id)
      const reviewId = id('review', row.reference)
      const ratings = ratingsOf(content, [...story.lines, noReport])
      const others = faultOfCase(content, ratings)
      if (others && story.outcome !== 'correct') attributed.set(row.audit_id, others)
      const [rated, own] = [false, true].map((part) => scoreReview(content, ratings, { own: part }))
      const published = iso(decision.at + 26 * hour)
      const read = decision.at + 46 * hour
      return {
        review: {
          ...{ org_id: org, review_id: reviewId, team_id: row.team_id, analyst_id: row.analyst_id },
          reviewer_id: id('person', leadOf[team]),
          // Cases picked by hand are coached on; those that a draw brought say how good the work is.
          purpose: row.targeted ? ('coaching' as const) : ('quality' as const),
          ...{ audit_id: row.audit_id, case_ref: row.case_ref, policy: row.policy, queue: row.queue },
          ...{ language: row.language, decision: row.decision, version_id: versionId },
          decision_correct: others && story.outcome !== 'correct' ? null : story.outcome === 'correct',
          score: rated?.score ?? null,
          raw_score: rated?.rawScore ?? null,
          auto_fail: rated?.autoFail ?? false,
          own_score: own?.score ?? null,
          own_auto_fail: own?.autoFail ?? false,
          own_critical: own?.critical ?? [],
          ...{ published_at: published, claimed_at: published, delivered_at: published },
          acknowledged_at: read < end ? iso(read) : null,
          version: read < end ? 2 : 1,
          by_machine: false,
          move_in_id: null,
        },
        lines: ratings.map(({ criterionId, ...rating }) => ({
          ...{ org_id: org, review_id: reviewId, criterion_id: criterionId },
          ...rating,
        })),
      }
    })
  })
  return {
    review: made.map(({ review }) => review),
    review_rating: made.flatMap(({ lines }) => lines),
    attributed,
  }
}

/** Rates every criterion in full but for these lines. */
const ratingsOf = (content: RubricContent, lines: readonly Line[]) =>
  criteriaOf(content).map((criterion, place) => {
    const line = lines.find((item) => item.place === place)
    const level = line ? line.level : levelsOf[criterion.scale].length
    return {
      criterionId: criterion.criterionId,
      level,
      comment: line?.comment ?? null,
      causes: line?.causes ?? [],
      fault: isLow(criterion, level) ? (line?.fault ?? 'analyst') : null,
    }
  })
