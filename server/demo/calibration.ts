import type { Option } from '#shared/calibration/rules.ts'
import type { Decision } from './audits.ts'
import { type Calendar, iso, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, leadOf } from './people.ts'
import type { DemoRows } from './rows.ts'

/** Answers by their first letters: V violation, N no violation, U unsure. */
const answers: Readonly<Record<string, Option>> = {
  V: { value: 'Violation', ko: '위반', en: 'Violation' },
  N: { value: 'No violation', ko: '위반 아님', en: 'No violation' },
  U: { value: 'Unsure', ko: '판단 보류', en: 'Unsure' },
}

interface RoundSpec {
  team: AuditingTeam
  title: string
  policy: string
  /** Days before today on which it was made; and days from today of its deadline. */
  made: number
  deadline: number
  closed?: true
  /** Each rater's answers, a letter a case; none where they have yet to rate. */
  raters: readonly (readonly [person: string, given: string | null])[]
  /** Says what each case is about; the last ones may have none. */
  about: readonly string[]
  /** Expected answers, a letter by the place of a case: no rater sees them before the end. */
  gold?: Readonly<Record<number, string>>
  /** The place of the case that the lead took to the policy ledger. */
  inLedger?: number
  comments?: Readonly<Record<string, string>>
}

/** Says what the raters of a round answered, each a variation of the first: a letter by its place. */
const varied = (first: string, ...others: Readonly<Record<number, string>>[]): string[] => [
  first,
  ...others.map((changes) => [...first].map((letter, place) => changes[place] ?? letter).join('')),
]

const community = ['yerin.han', 'taegyeom.oh', 'seoyul.mun', 'jihu.nam'] as const
const dublin = ['sinead.farrelly', 'oisin.mcgrane', 'priya.ramanathan', 'eoghan.tierney'] as const
const ratedBy = <Person extends string>(people: readonly Person[], letters: readonly string[]) =>
  people.map((person, place) => [person, letters[place] ?? null] as const)

const specs: readonly RoundSpec[] = [
  {
    ...{ team: 'community', title: '비하와 농담', policy: 'hate-speech', closed: true },
    ...{ made: 80, deadline: -76, about: ['출신 지역을 두고 하는 농담', '별명으로 부르는 글'] },
    // Two in three answers the same: before the examples were written.
    raters: ratedBy(
      community,
      varied(
        'VNVNVNNVNVVNVNVNNVNVVNVN',
        { 0: 'N', 3: 'V', 4: 'N', 7: 'N', 10: 'N', 13: 'V', 16: 'V', 19: 'N' },
        { 1: 'V', 2: 'N', 5: 'V', 8: 'V', 9: 'N', 12: 'N', 17: 'N', 20: 'N', 23: 'V' },
        { 0: 'N', 2: 'N', 6: 'V', 11: 'V', 14: 'N', 15: 'V', 18: 'V', 21: 'V', 22: 'N' },
      ),
    ),
  },
  {
    ...{ team: 'community', title: '집단을 가리키는 말', policy: 'hate-speech', closed: true },
    ...{ made: 52, deadline: -48, about: ['직업을 두고 하는 비하', '성별을 두고 하는 비하'] },
    raters: ratedBy(
      community,
      varied(
        'NVVNVNVVNNVNVNVNVNNVNVVN',
        { 1: 'N', 6: 'N', 12: 'N', 17: 'V' },
        { 3: 'V', 8: 'V', 15: 'V' },
        { 1: 'N', 10: 'N', 14: 'N', 20: 'V', 22: 'N' },
      ),
    ),
  },
  {
    ...{ team: 'dublin', title: 'Insults and banter', policy: 'harassment', closed: true },
    ...{ made: 59, deadline: -55, about: ['Teasing in a group chat', 'A nickname that is not wanted'] },
    raters: ratedBy(
      dublin,
      varied(
        'VNVVNNVNVNVNNVNVVNVNNVNV',
        { 1: 'V', 7: 'V', 13: 'N', 18: 'N' },
        { 0: 'N', 4: 'V', 10: 'N', 15: 'N', 21: 'N' },
        { 2: 'N', 9: 'V', 13: 'N', 16: 'N' },
      ),
    ),
  },
  {
    ...{
      team: 'community',
      title: '돌려 부르는 은어',
      policy: 'hate-speech',
      made: 24,
      deadline: -20,
      closed: true,
    },
    raters: [
      ['yerin.han', 'VVNVNNVNVNVN'],
      ['taegyeom.oh', 'VNNVNNVNVNVN'],
      ['seoyul.mun', 'VVNVNVVNVNVN'],
      ['jihu.nam', 'VNNUNNVNVNNN'],
    ],
    about: ['은어를 인용해 비판하는 글', '은어가 답글에만 있는 글', '줄임말로 바꾼 은어'],
    inLedger: 1,
    gold: { 0: 'V', 5: 'N' },
    comments: {
      'taegyeom.oh 1': '앞 글과 이어 읽으면 인용으로 보입니다.',
      'yerin.han 1': '답글만으로도 집단을 가리킵니다.',
    },
  },
  {
    ...{ team: 'community', title: '인용과 비판의 경계', policy: 'hate-speech', made: 1, deadline: 2 },
    raters: [
      ['haesol.jeong', null],
      ['yerin.han', null],
      ['jihu.nam', null],
      ['taegyeom.oh', 'VNNVUNVNVVNN'],
      ['seoyul.mun', 'VNVVNNVNVVNV'],
    ],
    about: ['기사 제목을 옮긴 댓글', '반어로 읽히는 글', '인용 표시가 없는 발췌'],
  },
  {
    ...{
      team: 'dublin',
      title: 'Repeated contact',
      policy: 'harassment',
      made: 17,
      deadline: -13,
      closed: true,
    },
    raters: [
      ['sinead.farrelly', 'VNVNVVNVNVN'],
      ['oisin.mcgrane', 'VNVNVNNVNVN'],
      ['priya.ramanathan', 'VNNNVVNVNVN'],
      ['eoghan.tierney', 'VNNNVNNVUVN'],
    ],
    about: ['A second message after a block', 'A joke among friends', 'Tagging the same person again'],
    inLedger: 2,
    comments: { 'eoghan.tierney 2': 'The posts are weeks apart. Does that still count as repeated?' },
  },
  {
    ...{ team: 'dublin', title: 'Quarrels that go on', policy: 'harassment', made: 1, deadline: 2 },
    raters: [
      ['aoife.brannigan', null],
      ['eoghan.tierney', null],
      ['priya.ramanathan', null],
      ['sinead.farrelly', 'VNNVVN'],
      ['oisin.mcgrane', 'VNVVVN'],
    ],
    about: ['Two accounts, one thread', 'A quarrel that moved to another thread'],
  },
]

interface Setting {
  org: string
  id: MakeId
  decisions: readonly Decision[]
  calendarFor: (team: AuditingTeam) => Calendar
  versions: DemoRows['policy_version']
}
type Rows = Pick<
  DemoRows,
  | 'calibration_round'
  | 'calibration_case'
  | 'calibration_gold'
  | 'calibration_rater'
  | 'calibration_rating'
  | 'policy_ledger_entry'
>

/** Returns the calibration rounds of the demo: for each of two teams some that have ended and one that is open. */
export function calibrationOf(setting: Setting): Rows {
  const made = specs.map((spec, place) => roundOf(spec, place, setting))
  return {
    calibration_round: made.map(({ round }) => round),
    calibration_case: made.flatMap(({ cases }) => cases),
    calibration_gold: made.flatMap(({ gold }) => gold),
    calibration_rater: made.flatMap(({ raters }) => raters),
    calibration_rating: made.flatMap(({ ratings }) => ratings),
    policy_ledger_entry: made.flatMap(({ entries }) => entries),
  }
}

const hour = 60

function roundOf(spec: RoundSpec, place: number, { org, id, decisions, calendarFor, versions }: Setting) {
  const { team, policy } = spec
  const org_id = org
  const calendar = calendarFor(team)
  const instantOf = (days: number, minutes: number) =>
    iso(calendar.instant(plusDays(calendar.today, days), minutes))
  const round_id = id('calibration round', team, place)
  const length = spec.raters.reduce((longest, [, given]) => Math.max(longest, given?.length ?? 0), 0)
  const begun = calendar.instant(plusDays(calendar.today, -spec.made), 0)
  const rated = decisions.filter(
    (decision) => decision.team === team && decision.row.policy === policy && decision.at < begun,
  )
  const versionOn = (day: string) =>
    versions
      .filter((row) => row.policy === policy && row.effective_from <= day)
      .toSorted((left, right) => left.effective_from.localeCompare(right.effective_from))
      .at(-1)?.version_id ?? null
  const policy_version_id = versionOn(plusDays(calendar.today, -spec.made))
  const cases = rated.slice(-length).map(({ row }, position) => ({
    ...{ org_id, round_id, case_id: id('calibration case', team, place, position), position: position + 1 },
    ...{ reference: row.case_ref, policy, policy_version_id },
    ...{ description: spec.about[position] ?? null, repeat_of: null },
  }))
  const closed_at = spec.closed ? instantOf(spec.deadline, 18 * hour) : null
  const lead = id('person', leadOf[team])
  const given = spec.raters.flatMap(([person, letters], order) =>
    letters === null ? [] : [{ person, letters, at: instantOf(-spec.made, (15 + order) * hour) }],
  )
  const split = spec.inLedger === undefined ? undefined : cases[spec.inLedger]
  return {
    round: {
      ...{ org_id, round_id, team_id: id('team', team), title: spec.title, level: 'nominal' as const },
      ...{
        options: Object.values(answers),
        deadline: instantOf(spec.deadline, 18 * hour),
        seed: 1000 + place,
      },
      ...{ imported: false, made_by: lead, created_at: instantOf(-spec.made, 10 * hour), closed_at },
      ...{
        reminded_at: null,
        warned_at: closed_at === null ? null : instantOf(spec.deadline - 1, 18 * hour),
      },
      left_out: 0,
      version: closed_at === null ? 1 : 2,
      move_in_id: null,
    },
    cases,
    gold: Object.entries(spec.gold ?? {}).flatMap(([position, letter]) => {
      const [case_id, value] = [cases[Number(position)]?.case_id, answers[letter]?.value]
      return case_id && value ? [{ org_id, round_id, case_id, value }] : []
    }),
    raters: spec.raters.map(([person]) => {
      const submitted = given.find((item) => item.person === person)?.at ?? null
      return {
        ...{ org_id, round_id, person_id: id('person', person) },
        submitted_at: submitted,
        claimed_at: submitted,
      }
    }),
    ratings: given.flatMap(({ person, letters }) =>
      cases.flatMap(({ case_id }, position) => {
        const value = answers[letters[position] ?? '']?.value
        const comment = spec.comments?.[`${person} ${position}`] ?? null
        return value ? [{ org_id, round_id, case_id, person_id: id('person', person), value, comment }] : []
      }),
    ),
    entries: split
      ? [
          {
            ...{ org_id, entry_id: split.case_id, team_id: id('team', team), policy },
            ...{
              policy_version_id: versionOn(plusDays(calendar.today, spec.deadline)),
              clause_id: null,
              cause: 'split' as const,
            },
            ...{ case_ref: split.reference, audit_id: null, review_id: null },
            ...{ opened_by: lead, opened_at: instantOf(spec.deadline, 18 * hour + 20) },
          },
        ]
      : [],
  }
}
