import { addBusinessTime, businessDayMinutes, everyWeekday } from '#shared/core/business-time.ts'
import {
  criterionIn,
  decideWithinDays,
  decisionCounts,
  type LineValue,
  linesWith,
  rescore,
  type Verdict,
} from '#shared/reviews/dispute-rules.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import { iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, leadOf, teams } from './people.ts'
import type { RowOf } from './rows.ts'
import { publishedRubric } from './rubrics.ts'

interface Story {
  team: AuditingTeam
  by: string
  /** Place of the criterion whose line is disputed: of the newest review in which it was the analyst's error. */
  place: number
  asked: LineValue
  why: string
  /** No team of the demo has a second lead: the manager above them decides. */
  decision?: { verdict: Exclude<Verdict, 'partly'>; reason: string }
  /** Between its publishing and the decision, by the analyst and the lead in turn. */
  thread?: readonly string[]
}

/** Decides in the demo, where each team has one lead: the manager above them. */
export const disputeDecider = 'hyein.shim'

const stories: readonly Story[] = [
  {
    ...{ team: 'community', by: 'yerin.han', place: 0, asked: { level: 1, fault: 'unclear_policy' } },
    why: '인용문 바로 뒤의 문장이 4.2항과 4.3항 가운데 어디에 드는지 안내문에 없었습니다. 같은 유형을 두고 지난주 교육 자료도 다르게 설명합니다.',
    thread: [
      '뒤 문장을 읽고도 인용의 일부로 보았습니다. 두 조항을 어떻게 나누면 될지 궁금합니다.',
      '저도 안내문을 다시 찾아보고 있습니다. 판단은 매니저님이 해 주시는 것이 맞겠습니다.',
    ],
  },
  {
    ...{ team: 'community', by: 'yerin.han', place: 4, asked: { level: 3, fault: null } },
    why: '근거를 두 번째 칸에 적었는데 평가에는 없다고 되어 있습니다.',
    decision: {
      verdict: 'kept',
      reason:
        '두 번째 칸까지 확인했습니다. 조항 번호만 있고 왜 그렇게 보았는지가 없어 평가를 유지합니다. 칸이 둘로 나뉘어 헷갈리는 점은 도구 팀에 전했습니다.',
    },
  },
  {
    ...{ team: 'dublin', by: 'eoghan.tierney', place: 0, asked: { level: 1, fault: 'unclear_policy' } },
    why: 'The policy does not say whether the first or the edited version of a post is judged. I judged the one that was reported.',
    decision: {
      verdict: 'accepted',
      reason:
        'You are right that the policy says nothing about edited posts. This is not your error; the gap is in the ledger now.',
    },
    thread: [
      'Could you tell me which version I should have looked at? I only had the one from the report.',
      'I took the later one, and I see now that nothing says so. Thank you for asking.',
    ],
  },
]

type Reviews = { review: readonly RowOf<'review'>[]; review_rating: readonly RowOf<'review_rating'>[] }
type Ledger = Omit<RowOf<'policy_ledger_entry'>, 'policy_version_id'>

export interface DemoDisputes {
  review_dispute: RowOf<'review_dispute'>[]
  review_reply: RowOf<'review_reply'>[]
  review_rescore: RowOf<'review_rescore'>[]
  /** Says whose the error of a case was, by its id, where a decision changed it. */
  attributed: ReadonlyMap<string, OthersFault>
  /** The entries of the policy ledger that reviews and decisions opened, without the version that was in force. */
  entries: Ledger[]
}

/** Returns the disputes of the demo with their threads, and what the decisions changed. */
export function disputesOf(
  { review, review_rating }: Reviews,
  { org: org_id, id, end }: { org: string; id: MakeId; end: number },
): DemoDisputes {
  const found = stories.flatMap((story) => {
    const { content } = publishedRubric(story.team, id)
    const criterionId = criteriaOf(content)[story.place]?.criterionId ?? ''
    const analyst = id('person', story.by)
    const latest = review
      .filter(({ analyst_id }) => analyst_id === analyst)
      .toSorted((left, right) => Date.parse(right.published_at) - Date.parse(left.published_at))
      .flatMap((row) => {
        const lines = review_rating.filter(({ review_id }) => review_id === row.review_id)
        const line = lines.find(
          ({ criterion_id, fault }) => criterion_id === criterionId && fault === 'analyst',
        )
        return line && criterionIn(content, criterionId) ? [{ row, lines, line }] : []
      })[0]
    if (!latest) return []
    const published = Date.parse(latest.row.published_at)
    /** A share of the time since the review was published, which is two days at most. */
    const instantAt = (share: number) => published + share * Math.min(end - published, 48 * 3_600_000)
    return [{ story, content, criterionId, ...latest, instantAt }]
  })
  const changed = found.flatMap(({ story, content, criterionId, row, lines }) => {
    if (story.decision?.verdict !== 'accepted') return []
    const before = lines.map(({ criterion_id, level, fault }) => ({
      criterionId: criterion_id,
      level,
      fault,
    }))
    const counted = rescore(content, linesWith(before, criterionId, story.asked))
    return [{ row, counted }]
  })
  return {
    review_dispute: found.map(({ story, criterionId, row, line, instantAt }) => {
      const raised = instantAt(0.4)
      const { zone } = teams[story.team]
      const { decision } = story
      return {
        ...{ org_id, dispute_id: id('dispute', story.by, story.place), review_id: row.review_id },
        ...{ criterion_id: criterionId, team_id: row.team_id },
        ...{ analyst_id: row.analyst_id, reviewer_id: row.reviewer_id },
        ...{ before_level: line.level, before_fault: line.fault },
        ...{ asked_level: story.asked.level, asked_fault: story.asked.fault, why: story.why },
        ...{ raised_at: iso(raised), claimed_at: iso(raised) },
        due_at: iso(
          addBusinessTime(everyWeekday(zone), raised, decideWithinDays * businessDayMinutes * 60_000),
        ),
        state: decision?.verdict ?? ('open' as const),
        decided_by: decision ? id('person', disputeDecider) : null,
        decided_at: decision ? iso(instantAt(0.9)) : null,
        reason: decision?.reason ?? null,
        final_level: decision?.verdict === 'accepted' ? story.asked.level : null,
        final_fault: decision?.verdict === 'accepted' ? story.asked.fault : null,
        version: decision ? 2 : 1,
        move_in_id: null,
      }
    }),
    review_reply: found.flatMap(({ story, criterionId, row, instantAt }) =>
      (story.thread ?? []).map((text, place) => ({
        ...{ org_id, reply_id: id('review reply', story.by, place), review_id: row.review_id },
        ...{ criterion_id: criterionId, text },
        author_id: place % 2 === 0 ? row.analyst_id : id('person', leadOf[story.team]),
        written_at: iso(instantAt(0.2 + place * 0.1)),
        claimed_at: iso(instantAt(0.2 + place * 0.1)),
      })),
    ),
    review_rescore: changed.map(({ row, counted: { rated, own, others } }) => ({
      ...{ org_id, review_id: row.review_id },
      decision_correct: decisionCounts(row.decision_correct, others),
      ...{ score: rated.score, raw_score: rated.rawScore, auto_fail: rated.autoFail },
      ...{ own_score: own.score, own_auto_fail: own.autoFail, own_critical: own.critical },
    })),
    attributed: new Map(
      changed.flatMap(({ row, counted }) =>
        row.audit_id && counted.others ? [[row.audit_id, counted.others]] : [],
      ),
    ),
    entries: [
      ...review.flatMap((row) => {
        const isUnclear = review_rating.some(
          ({ review_id, fault }) => review_id === row.review_id && fault === 'unclear_policy',
        )
        return isUnclear
          ? entryOf(row, {
              ...{ entryId: row.review_id, cause: 'unclear_policy' },
              ...{ by: row.reviewer_id ?? row.analyst_id, openedAt: row.published_at },
            })
          : []
      }),
      ...found.flatMap(({ story, row, instantAt }) =>
        story.decision?.verdict === 'accepted' && story.asked.fault === 'unclear_policy'
          ? entryOf(row, {
              ...{ entryId: id('dispute', story.by, story.place), cause: 'dispute' },
              ...{ by: id('person', disputeDecider), openedAt: iso(instantAt(0.9)) },
            })
          : [],
      ),
    ],
  }
}

/** Returns the entry that a review opens in the policy ledger; none for a case without a policy. */
function entryOf(
  { org_id, review_id, team_id, policy, case_ref, audit_id }: RowOf<'review'>,
  {
    entryId,
    cause,
    by,
    openedAt,
  }: { entryId: string; cause: 'unclear_policy' | 'dispute'; by: string; openedAt: string },
): Ledger[] {
  if (policy === null) return []
  const about = { review_id, case_ref, audit_id, policy, clause_id: null }
  return [{ org_id, entry_id: entryId, team_id, ...about, cause, opened_by: by, opened_at: openedAt }]
}
