import type { LedgerCause } from '#shared/policies/rules.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, midnightInSeoul, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import { reviewedForClause } from './reviews.ts'
import type { DemoRows, RowOf } from './rows.ts'
import { policies, policyChange } from './story.ts'

interface VersionSpec {
  label: string
  /** Days before today, or the week of the demo that it came in. */
  from: { daysAgo: number } | { week: number }
  /** Days before that day on which it was entered; without it when Dure began to be used. */
  enteredBefore?: number
  ko: string | null
  en: string | null
}
interface ClauseSpec {
  number: string
  ko: string | null
  en: string | null
  /** Places of its versions among those of the policy. */
  introduced?: number
  retired?: number
}
interface PolicySpec {
  versions: readonly VersionSpec[]
  clauses: readonly ClauseSpec[]
}

const first: VersionSpec = {
  ...{ label: '2025.1', from: { daysAgo: 540 } },
  ...{ ko: '처음 정한 기준입니다.', en: 'The first set of rules.' },
}
const specs: Readonly<Record<string, PolicySpec>> = {
  'hate-speech': {
    versions: [
      first,
      {
        ...{ label: '2026.2', from: { week: policyChange.firstWeek }, enteredBefore: 10 },
        ko: '집단을 돌려 부르는 새 은어를 4.3항에 더했습니다. 인용해서 비판하는 글은 4.2항에서 따로 봅니다.',
        en: 'New coded terms for groups are listed in 4.3. Quoting them in order to object is looked at under 4.2.',
      },
      // About to take effect: most have read it, and a few have asked or found a gap.
      {
        ...{ label: '2026.3', from: { daysAgo: -3 }, enteredBefore: 10 },
        ko: '집단을 흉내 내어 비판하는 풍자를 4.4항으로 새로 정했습니다. 4.1항보다 4.4항을 먼저 봅니다.',
        en: 'Satire that imitates a group in order to object has its own clause, 4.4, which comes before 4.1.',
      },
    ],
    clauses: [
      { number: '4.1', ko: '집단을 향한 비하', en: 'Degrading a group' },
      { number: '4.2', ko: '인용과 비판', en: 'Quotation and criticism' },
      { number: '4.3', ko: '돌려 부르는 은어', en: 'Coded terms', introduced: 1 },
      { number: '4.4', ko: '흉내 내는 풍자', en: 'Satire by imitation', introduced: 2 },
    ],
  },
  harassment: {
    versions: [
      first,
      {
        ...{ label: '2026.2', from: { week: policyChange.firstWeek }, enteredBefore: 10 },
        ko: '반복되지 않는 다툼은 괴롭힘으로 보지 않습니다. 3.2항을 새로 썼습니다.',
        en: 'A quarrel that does not go on is no harassment. 3.2 was rewritten.',
      },
    ],
    clauses: [
      { number: '3.1', ko: '개인을 향한 모욕', en: 'Insults aimed at a person' },
      { number: '3.2', ko: '거듭되는 접촉', en: 'Repeated contact', retired: 1 },
      { number: '3.2', ko: '거듭되는 원치 않는 접촉', en: 'Repeated unwanted contact', introduced: 1 },
    ],
  },
  spam: {
    versions: [{ ...first, en: null }],
    clauses: [
      { number: '1.1', ko: '같은 글의 반복', en: 'The same post again and again' },
      { number: '1.2', ko: '바깥으로 이끄는 링크', en: null },
    ],
  },
}
/** The versions of every other policy. */
const others: PolicySpec = {
  versions: [first],
  clauses: [
    { number: '1.1', ko: '적용 범위', en: 'Scope' },
    { number: '1.2', ko: '예외', en: 'Exceptions' },
  ],
}

interface EntrySpec {
  team: AuditingTeam
  policy: string
  /** Place of its clause among those of the policy; none where the policy as a whole is meant. */
  clause?: number
  cause: LedgerCause
  /** Days before today. */
  daysAgo: number
  /** The outcome of the case that it is about; none where it names no case. */
  about?: 'missed' | 'over_enforced'
  /** The case of this analyst that was reviewed, in place of the newest of the team. */
  reviewed?: string
}
const entries: readonly EntrySpec[] = [
  ...[33, 26, 19, 12, 5].map((daysAgo, place) => ({
    ...({ team: 'community', policy: 'hate-speech', clause: 2, daysAgo, about: 'missed' } as const),
    cause:
      (['question', 'split', 'unclear_policy', 'question', 'unclear_policy'] as const)[place] ?? 'question',
  })),
  {
    team: 'community',
    policy: 'hate-speech',
    clause: 1,
    cause: 'dispute',
    daysAgo: 9,
    about: 'over_enforced',
  },
  { team: 'community', policy: 'spam', cause: 'question', daysAgo: 16 },
  ...[31, 27, 24, 13].map((daysAgo, place) => ({
    ...({ team: 'dublin', policy: 'harassment', clause: 2, daysAgo, about: 'over_enforced' } as const),
    cause: (['dispute', 'unclear_policy', 'split', 'escalation'] as const)[place] ?? 'dispute',
  })),
  { team: 'dublin', policy: 'misinformation', clause: 1, cause: 'question', daysAgo: 20 },
  { team: 'live', policy: 'self-harm', clause: 0, cause: 'question', daysAgo: 11, about: 'missed' },
  {
    ...{ team: 'dublin', policy: 'harassment', clause: 2, cause: 'question', daysAgo: 14 },
    ...{ about: 'over_enforced', reviewed: reviewedForClause },
  },
]

/** Days before today on which Dure began to be used, with what was in force then. */
const begunDaysAgo = 91

interface Setting {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  calendarFor: (team: AuditingTeam) => Calendar
  /** The cases that were reviewed. */
  reviewed: ReadonlySet<string>
  /** Entries that reviews opened, without the version that was in force. */
  entries: readonly Omit<RowOf<'policy_ledger_entry'>, 'policy_version_id'>[]
}

/** Returns the versions and clauses of the demo's policies, and the ledgers of its teams. */
export function policyRows({
  org: org_id,
  id,
  decisions,
  calendarFor,
  reviewed: reviewedCases,
  entries: opened,
}: Setting): Pick<DemoRows, 'policy_version' | 'policy_clause' | 'policy_ledger_entry'> {
  const calendar = calendarFor('community')
  const specOf = (policy: string) => specs[policy] ?? others
  const versionId = (policy: string, place: number) => id('policy version', policy, place)
  const clauseId = (policy: string, place: number) => id('policy clause', policy, place)
  const dayOf = ({ from }: VersionSpec) =>
    'week' in from ? (calendar.weeks[from.week] ?? calendar.today) : plusDays(calendar.today, -from.daysAgo)
  const dayOfAudit = new Map(decisions.map(({ row, day }) => [row.audit_id, day]))
  const ofReview = (entry: Setting['entries'][number]): RowOf<'policy_ledger_entry'> => {
    const day = dayOfAudit.get(entry.audit_id ?? '') ?? entry.opened_at.slice(0, 10)
    const inForce = specOf(entry.policy).versions.findLastIndex((spec) => dayOf(spec) <= day)
    return { ...entry, policy_version_id: inForce < 0 ? null : versionId(entry.policy, inForce) }
  }
  return {
    policy_version: policies.flatMap(({ code: policy }) =>
      specOf(policy).versions.map((spec, place) => ({
        ...{ org_id, version_id: versionId(policy, place), policy, label: spec.label },
        ...{ effective_from: dayOf(spec), changed_ko: spec.ko, changed_en: spec.en, version: 1 },
        entered_at: iso(
          midnightInSeoul(
            spec.enteredBefore === undefined
              ? plusDays(calendar.today, -begunDaysAgo)
              : plusDays(dayOf(spec), -spec.enteredBefore),
          ),
        ),
      })),
    ),
    policy_clause: policies.flatMap(({ code: policy }) =>
      specOf(policy).clauses.map(({ number, ko, en, introduced = 0, retired }, place) => ({
        ...{ org_id, clause_id: clauseId(policy, place), policy, number, title_ko: ko, title_en: en },
        introduced_in: versionId(policy, introduced),
        retired_in: retired === undefined ? null : versionId(policy, retired),
        version: 1,
      })),
    ),
    policy_ledger_entry: [
      ...opened.map(ofReview),
      ...entries.map(({ team, policy, clause, cause, daysAgo, about, reviewed }, place) => {
        const teamCalendar = calendarFor(team)
        const day = plusDays(teamCalendar.today, -daysAgo)
        const timestamp = Math.min(
          teamCalendar.instant(day, 11 * 60 + 13 * place),
          midnightInSeoul(teamCalendar.today) - 60_000,
        )
        const found = decisions
          .filter(
            (decision) =>
              about !== undefined &&
              decision.team === team &&
              decision.row.policy === policy &&
              decision.row.outcome === about &&
              (reviewed === undefined ||
                (decision.analyst === reviewed && reviewedCases.has(decision.row.audit_id))) &&
              decision.at < timestamp,
          )
          .reduce<Decision | undefined>(
            (latest, decision) => (latest && latest.at > decision.at ? latest : decision),
            undefined,
          )
        const inForce = specOf(policy).versions.findLastIndex((spec) => dayOf(spec) <= (found?.day ?? day))
        return {
          ...{ org_id, entry_id: id('ledger entry', team, place), team_id: id('team', team), policy },
          policy_version_id: inForce < 0 ? null : versionId(policy, inForce),
          clause_id: clause === undefined ? null : clauseId(policy, clause),
          ...{ cause, case_ref: found?.row.case_ref ?? null, audit_id: found?.row.audit_id ?? null },
          ...{ review_id: null, opened_by: id('person', leadOf[team]), opened_at: iso(timestamp) },
        }
      }),
    ],
  }
}
