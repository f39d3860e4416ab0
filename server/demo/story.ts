import type { AuditingTeam, DemoPerson } from './people.ts'
import type { Weighted } from './queues.ts'

export interface DemoPolicy {
  code: string
  ko: string
  en: string
  /** How often a case falls under it, against the others. */
  share: Record<AuditingTeam, number>
  /** How many of its cases do violate, as a fraction. */
  violating: number
}

export const policies: readonly DemoPolicy[] = [
  {
    code: 'hate-speech',
    ko: '혐오 표현',
    en: 'Hate speech',
    share: { community: 24, live: 18, dublin: 22 },
    violating: 0.48,
  },
  {
    code: 'harassment',
    ko: '괴롭힘',
    en: 'Harassment',
    share: { community: 20, live: 22, dublin: 22 },
    violating: 0.45,
  },
  {
    code: 'violent-threat',
    ko: '폭력 위협',
    en: 'Violent threat',
    share: { community: 9, live: 12, dublin: 10 },
    violating: 0.4,
  },
  {
    code: 'self-harm',
    ko: '자해·자살',
    en: 'Self-harm',
    share: { community: 7, live: 14, dublin: 7 },
    violating: 0.38,
  },
  {
    code: 'sexual-content',
    ko: '성적 콘텐츠',
    en: 'Sexual content',
    share: { community: 11, live: 20, dublin: 10 },
    violating: 0.55,
  },
  { code: 'spam', ko: '스팸', en: 'Spam', share: { community: 17, live: 6, dublin: 15 }, violating: 0.66 },
  {
    code: 'misinformation',
    ko: '허위 정보',
    en: 'Misinformation',
    share: { community: 9, live: 3, dublin: 11 },
    violating: 0.35,
  },
  {
    code: 'minor-safety',
    ko: '미성년자 보호',
    en: 'Minor safety',
    share: { community: 3, live: 5, dublin: 3 },
    violating: 0.5,
  },
]

/** Areas of the policies: they have names and nothing of their own. */
export const areas: readonly { code: string; ko: string; en: string; holds: readonly string[] }[] = [
  {
    ...{ code: 'abuse-and-threats', ko: '학대와 위협', en: 'Abuse and threats' },
    holds: ['hate-speech', 'harassment', 'violent-threat'],
  },
  {
    ...{ code: 'protected-people', ko: '사람의 안전', en: 'Safety of people' },
    holds: ['self-harm', 'minor-safety', 'sexual-content'],
  },
]

/** New coded slurs came up and one analyst does not know them yet: misses rise in the last five weeks. */
export const drift = { key: 'yerin.han', policy: 'hate-speech', firstWeek: 8 } as const
/** Misses rose for five weeks, a coaching note followed, and they went away. */
export const recovery = { key: 'taegyeom.oh', policy: 'harassment', firstWeek: 4, lastWeek: 8 } as const
/** The policy was rewritten; for two weeks the whole team enforced it too widely. */
export const policyChange = { team: 'dublin', policy: 'harassment', firstWeek: 8, lastWeek: 9 } as const
export const leave = { key: 'doyun.bae', firstWeek: 6, lastWeek: 7 } as const

/** Errors that a note is about: within the limit, but there in any four weeks. */
const noted: readonly { key: string; error: 'missed' | 'over_enforced'; rate: number }[] = [
  { key: 'jihu.nam', error: 'over_enforced', rate: 0.032 },
  { key: 'eunchan.ko', error: 'over_enforced', rate: 0.03 },
  { key: 'lucia.ferreiro', error: 'missed', rate: 0.032 },
]

/** Days off of one day, as the number of the demo's week and the weekday (1 is Monday). */
export const daysOff: readonly { key: string; week: number; weekday: number }[] = [
  { key: 'gaon.shin', week: 2, weekday: 5 },
  { key: 'dami.seo', week: 4, weekday: 1 },
  { key: 'seowoo.baek', week: 5, weekday: 3 },
  { key: 'roisin.tuohy', week: 3, weekday: 5 },
  { key: 'kojo.amankrah', week: 7, weekday: 2 },
  { key: 'yunseul.chae', week: 9, weekday: 4 },
  { key: 'zofia.drabik', week: 10, weekday: 5 },
  { key: 'eunchan.ko', week: 11, weekday: 1 },
]

/** The story's two take more of the policy that it is about than the others in their team. */
const specialised = 1.7

/** How often each policy comes before an analyst of the team, against the others. */
export function sharesOf(key: string, team: AuditingTeam): Weighted<DemoPolicy> {
  const special = [drift, recovery].find((item) => item.key === key)?.policy
  return policies.map((policy) => [policy, policy.share[team] * (policy.code === special ? specialised : 1)])
}

export interface Rates {
  missed: number
  overEnforced: number
  /** Every so many in turn rather than by chance, so that the story is told whatever the day and the seed. */
  even?: { error: 'missed' | 'over_enforced'; turn: string }
}

/** Errors on the same side, such as a violation that is one under another policy. */
export const otherErrorRate = 0.002

const within = (week: number, first: number, last = Number.POSITIVE_INFINITY) => week >= first && week <= last

/** The chance of each error on one verified decision. */
export function ratesOf(
  person: DemoPerson,
  context: { team: AuditingTeam; week: number; policy: string },
): Rates {
  const { missed = 0.01, overEnforced = 0.01 } = person
  const { team, week, policy } = context
  if (person.key === drift.key && policy === drift.policy && within(week, drift.firstWeek))
    return {
      missed: 0.16 + 0.03 * (week - drift.firstWeek),
      overEnforced,
      even: { error: 'missed', turn: policy },
    }
  if (person.key === recovery.key && within(week, recovery.firstWeek)) {
    if (week > recovery.lastWeek)
      return { missed: 0.004, overEnforced, even: { error: 'missed', turn: policy } }
    if (policy === recovery.policy)
      return { missed: 0.27, overEnforced, even: { error: 'missed', turn: policy } }
  }
  if (
    team === policyChange.team &&
    policy === policyChange.policy &&
    within(week, policyChange.firstWeek, policyChange.lastWeek)
  )
    return { missed, overEnforced: 0.13, even: { error: 'over_enforced', turn: policy } }
  const note = noted.find(({ key }) => key === person.key)
  if (note?.error === 'missed')
    return { missed: note.rate, overEnforced, even: { error: 'missed', turn: 'any' } }
  if (note) return { missed, overEnforced: note.rate, even: { error: 'over_enforced', turn: 'any' } }
  return { missed, overEnforced }
}
