import { planOf } from '#server/features/rulings/plan-rules.ts'
import type { BasisCase } from '#server/features/rulings/table.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import type { Decision } from './audits.ts'
import { writeUpId } from './escalations.ts'
import type { MakeId } from './identity.ts'
import { leadOf } from './people.ts'
import type { DemoRows, RowOf } from './rows.ts'
import { publishedRubric } from './rubrics.ts'
import { ruler, type WriteUpSpec, writeUpSpecs } from './write-up-specs.ts'

interface Setting {
  org: string
  id: MakeId
  ledger: readonly RowOf<'policy_ledger_entry'>[]
  versions: readonly RowOf<'policy_version'>[]
  questions: Pick<DemoRows, 'policy_question'>
  escalations: Pick<DemoRows, 'escalation'>
  reviews: Pick<DemoRows, 'review' | 'review_rating'>
  decisions: readonly Decision[]
}

/** A ruling that was applied, and who heard of it. */
export interface Ruled {
  precedentId: string
  concerned: string[]
  by: string
  at: string
}
type Rows = Pick<
  DemoRows,
  'policy_write_up' | 'precedent' | 'ruling_case' | 'ruling_review' | 'review_rescore'
>
type Made = Rows & { ruled: Ruled[]; attributed: ReadonlyMap<string, OthersFault> }

/** Returns the write-ups of the demo, and what the ruling on one of them changed, worked out as the product does. */
export function rulingsOf(setting: Setting): Made {
  const made = writeUpSpecs.map((spec, place) => writeUpOf(spec, place, setting))
  return {
    policy_write_up: made.flatMap((part) => part.policy_write_up),
    precedent: made.flatMap((part) => part.precedent),
    ruling_case: made.flatMap((part) => part.ruling_case),
    ruling_review: made.flatMap((part) => part.ruling_review),
    review_rescore: made.flatMap((part) => part.review_rescore),
    ruled: made.flatMap(({ ruled }) => ruled),
    attributed: new Map(made.flatMap(({ attributed }) => [...attributed])),
  }
}

function writeUpOf(spec: WriteUpSpec, place: number, setting: Setting): Made {
  const { org: org_id, id, ledger, questions, escalations } = setting
  const { team, policy, ruling } = spec
  const escalation_id = writeUpId(id, place)
  const escalation = escalations.escalation.find((row) => row.escalation_id === escalation_id)
  if (!escalation) throw new Error('A write-up without its escalation')
  const { team_id, created_at: written } = escalation
  const about = {
    ...{ org_id, policy, clause_id: id('policy clause', policy, spec.clause) },
    policy_version_id: id('policy version', policy, spec.version),
  }
  const isThere = (row: Place) =>
    row.team_id === team_id &&
    row.policy === policy &&
    row.clause_id === about.clause_id &&
    row.policy_version_id === about.policy_version_id
  const isBefore = (timestamp: string) => Date.parse(timestamp) < Date.parse(written)
  const entries = ledger
    .filter((row) => isThere(row) && isBefore(row.opened_at))
    .toSorted((left, right) => Date.parse(left.opened_at) - Date.parse(right.opened_at))
  const ruled =
    ruling && escalation.resolved_at
      ? ruledOn(entries, { about, place, escalation_id, texts: ruling, at: escalation.resolved_at, setting })
      : undefined
  const leads = [id('person', leadOf[team])]
  return {
    policy_write_up: [
      {
        ...{ ...about, escalation_id, team_id, text_ko: spec.textKo, text_en: spec.textEn },
        entry_ids: entries.map(({ entry_id }) => entry_id),
        questions: questions.policy_question.filter((row) => isThere(row) && isBefore(row.asked_at)).length,
        ...{ written_by: escalation.raiser_id, written_at: written },
        ...{ precedent_id: ruled?.precedentId ?? null, ruled_at: ruled?.at ?? null },
        verifications: ruled?.rows.ruling_case.length ?? null,
        reviews: ruled?.rows.ruling_review.length ?? null,
      },
    ],
    ...(ruled?.rows ?? { precedent: [], ruling_case: [], ruling_review: [], review_rescore: [] }),
    ruled: ruled
      ? [
          {
            ...{ precedentId: ruled.precedentId, by: id('person', ruler), at: ruled.at },
            concerned: [...new Set([...ruled.analysts, ...leads])],
          },
        ]
      : [],
    attributed: ruled?.attributed ?? new Map(),
  }
}

type Place = Pick<RowOf<'policy_ledger_entry'>, 'team_id' | 'policy' | 'clause_id' | 'policy_version_id'>
interface Ruling {
  about: { org_id: string; policy: string; clause_id: string; policy_version_id: string }
  place: number
  escalation_id: string
  texts: { textKo: string; textEn: string }
  at: string
  setting: Setting
}

/** Rules that the clause was unclear, from the day on which its version took effect. */
function ruledOn(
  entries: readonly RowOf<'policy_ledger_entry'>[],
  { about, place, escalation_id, texts, at, setting }: Ruling,
) {
  const { id, versions, reviews } = setting
  const { org_id } = about
  const basis = basisOf(entries, setting)
  const holdsFrom =
    versions.find(({ version_id }) => version_id === about.policy_version_id)?.effective_from ?? ''
  const changes = basis.map(({ entryId }) => ({ entryId, effect: 'unclear' as const, verdict: null }))
  const plan = planOf(basis, { holdsFrom, changes }) ?? []
  const before = new Map(basis.map((found) => [found.entryId, found]))
  const precedentId = id('precedent', 'ruling', place)
  const head = { ...about, precedent_id: precedentId, ruled_at: at }
  const planned = plan.flatMap((item) => item.reviews)
  const judged = new Map(setting.decisions.map(({ row }) => [row.audit_id, row]))
  const rows: Omit<Rows, 'policy_write_up'> = {
    precedent: [
      {
        ...{ ...about, precedent_id: precedentId, question_id: null, escalation_id, holds_from: holdsFrom },
        ...{ text_ko: texts.textKo, text_en: texts.textEn, kept_by: id('person', ruler), kept_at: at },
      },
    ],
    ruling_case: plan.flatMap(({ entryId, audit }) => {
      const found = before.get(entryId)
      if (!audit || !found?.outcome) return []
      return {
        ...{ ...head, audit_id: audit.auditId, before_decision: found.verified },
        ...{ before_outcome: found.outcome, before_attributed_to: found.attributedTo },
        ...{ after_decision: audit.decision, after_outcome: audit.outcome },
        after_attributed_to: audit.attributedTo,
      }
    }),
    ruling_review: planned.map(({ reviewId, counted, lines }) => {
      const review = reviews.review.find(({ review_id }) => review_id === reviewId)
      return {
        ...{ ...head, review_id: reviewId, before_score: review?.score ?? null },
        ...{ before_own_score: review?.own_score ?? null, after_score: counted.rated.score },
        ...{ after_own_score: counted.own.score, lines },
      }
    }),
    review_rescore: planned.map(({ reviewId, decisionCorrect, counted: { rated, own } }) => ({
      ...{ org_id, review_id: reviewId, decision_correct: decisionCorrect },
      ...{ score: rated.score, raw_score: rated.rawScore, auto_fail: rated.autoFail },
      ...{ own_score: own.score, own_auto_fail: own.autoFail, own_critical: own.critical },
    })),
  }
  return {
    ...{ precedentId, at, rows },
    analysts: rows.ruling_case.flatMap(({ audit_id }) => judged.get(audit_id)?.analyst_id ?? []),
    attributed: new Map(
      rows.ruling_case.flatMap(({ audit_id, after_attributed_to }) =>
        after_attributed_to ? [[audit_id, after_attributed_to] as const] : [],
      ),
    ),
  }
}

/** Returns each case of these entries once, by its first entry, as who rules reads it. */
function basisOf(
  entries: readonly RowOf<'policy_ledger_entry'>[],
  { id, reviews, decisions }: Setting,
): BasisCase[] {
  const byCase = Map.groupBy(entries, ({ audit_id }) => audit_id)
  return decisions.flatMap(({ row, day, team }) => {
    const [first] = (byCase.get(row.audit_id) ?? []).map(({ entry_id }) => entry_id).toSorted()
    if (first === undefined) return []
    return {
      ...{ entryId: first, caseRef: row.case_ref, auditId: row.audit_id, decidedOn: day },
      ...{ decision: row.decision, verified: row.verified_decision, outcome: row.outcome },
      ...{ acted: row.acted, attributedTo: row.attributed_to, violating: null },
      reviews: reviews.review
        .filter(({ audit_id }) => audit_id === row.audit_id)
        .map((review) => ({
          ...{ reviewId: review.review_id, content: publishedRubric(team, id).content },
          ...{ decision: review.decision, decisionCorrect: review.decision_correct },
          ...{ score: review.score, ownScore: review.own_score },
          lines: reviews.review_rating
            .filter(({ review_id }) => review_id === review.review_id)
            .map(({ criterion_id: criterionId, level, fault, causes }) => ({
              ...{ criterionId, level, fault, causes, disputed: false, open: false },
            })),
        })),
    }
  })
}
