import type { Zone } from './holidays.ts'

export const teams = {
  unit: { name: '신뢰·안전 QA', zone: 'Asia/Seoul', parent: null },
  community: { name: '서울 커뮤니티 QA', zone: 'Asia/Seoul', parent: 'unit' },
  live: { name: '서울 라이브 QA', zone: 'Asia/Seoul', parent: 'unit' },
  dublin: { name: 'Dublin QA', zone: 'Europe/Dublin', parent: 'unit' },
} as const satisfies Record<string, { name: string; zone: Zone; parent: string | null }>
export type TeamKey = keyof typeof teams
/** The teams that audit; the unit above them only has a manager. */
export const auditingTeams = ['community', 'live', 'dublin'] as const
export type AuditingTeam = (typeof auditingTeams)[number]

/** The Monday of one of the demo's thirteen weeks (0 to 12; negative before them), or long before. */
export type Since = 'always' | number

export interface DemoMembership {
  role: 'analyst' | 'lead' | 'manager' | 'partner' | 'admin'
  team?: TeamKey
  function?: 'policy' | 'product' | 'data' | 'engineering' | 'legal'
  from?: Since
  until?: number
}

export interface DemoPerson {
  key: string
  name: string
  locale: 'ko' | 'en'
  memberships: readonly DemoMembership[]
  /** What audits call them; analysts only. */
  reference?: string
  /** Decisions on an ordinary day; analysts only. */
  pace?: number
  /** Usual rates of error, as fractions. */
  missed?: number
  overEnforced?: number
  /** Minutes after midnight at which the shift begins; it lasts nine hours. */
  shiftFrom?: number
}

type Analyst = readonly [
  key: string,
  name: string,
  pace: number,
  missed: number,
  overEnforced: number,
  shiftFrom: number,
]

/** What the references of a team's analysts begin with. */
const prefixes: Record<AuditingTeam, string> = { community: 'SC', live: 'SL', dublin: 'DU' }

const early = 7 * 60
const day = 9 * 60
const late = 13 * 60

const community: readonly Analyst[] = [
  ['yerin.han', '한예린', 10, 0.011, 0.008, day],
  ['taegyeom.oh', '오태겸', 9, 0.009, 0.012, day],
  ['seoyul.mun', '문서율', 11, 0.004, 0.005, early],
  ['doyun.bae', '배도윤', 9, 0.012, 0.01, day],
  ['gaon.shin', '신가온', 8, 0.008, 0.009, day],
  ['jihu.nam', '남지후', 10, 0.007, 0.02, early],
  ['haram.ryu', '류하람', 9, 0.014, 0.011, day],
  ['soi.kwon', '권소이', 2, 0, 0, day],
  ['jaeheon.lim', '임재헌', 7, 0.018, 0.016, late],
  ['dami.seo', '서다미', 10, 0.006, 0.009, day],
  ['junseo.yang', '양준서', 8, 0.013, 0.007, late],
  ['yunseul.chae', '채윤슬', 9, 0.01, 0.014, late],
]
const live: readonly Analyst[] = [
  ['eunchan.ko', '고은찬', 8, 0.009, 0.011, late],
  ['seowoo.baek', '백서우', 9, 0.013, 0.008, late],
  ['jian.pyo', '표지안', 8, 0.008, 0.012, late],
  ['dogyeong.ha', '하도경', 7, 0.016, 0.015, day],
]
const dublin: readonly Analyst[] = [
  ['sinead.farrelly', 'Sinéad Farrelly', 10, 0.008, 0.009, day],
  ['oisin.mcgrane', 'Oisín McGrane', 9, 0.012, 0.01, day],
  ['roisin.tuohy', 'Róisín Tuohy', 8, 0.005, 0.008, day],
  ['tomasz.wilkowski', 'Tomasz Wilkowski', 11, 0.01, 0.013, early],
  ['amara.nwosu', 'Amara Nwosu', 9, 0.004, 0.003, day],
  ['priya.ramanathan', 'Priya Ramanathan', 10, 0.009, 0.012, day],
  ['lucia.ferreiro', 'Lucía Ferreiro', 8, 0.015, 0.009, early],
  ['eoghan.tierney', 'Eoghan Tierney', 7, 0.017, 0.014, day],
  ['zofia.drabik', 'Zofia Drabik', 9, 0.006, 0.01, early],
  ['kojo.amankrah', 'Kojo Amankrah', 10, 0.011, 0.008, day],
]

/** Joined three weeks ago: shadowing at first, and so few audits that a percentage would say nothing. */
export const newJoiner = 'soi.kwon'
export const joinedInWeek = 10
/** Went from one Seoul team to the other; what was decided before stays with the first. */
export const moved = { key: 'jian.pyo', from: 'community', to: 'live', week: 6 } as const

function analyst(
  team: AuditingTeam,
  [key, name, pace, missed, overEnforced, shiftFrom]: Analyst,
  place: number,
): DemoPerson {
  const memberships: readonly DemoMembership[] =
    key === moved.key
      ? [
          { role: 'analyst', team: moved.from, until: moved.week },
          { role: 'analyst', team: moved.to, from: moved.week },
        ]
      : [{ role: 'analyst', team, from: key === newJoiner ? joinedInWeek : 'always' }]
  return {
    key,
    name,
    locale: team === 'dublin' ? 'en' : 'ko',
    memberships,
    reference: `${prefixes[team]}${String(place + 1).padStart(2, '0')}`,
    pace,
    missed,
    overEnforced,
    shiftFrom,
  }
}

const others: readonly DemoPerson[] = [
  {
    key: 'haesol.jeong',
    name: '정해솔',
    locale: 'ko',
    memberships: [{ role: 'lead', team: 'community' }],
    shiftFrom: day,
  },
  {
    key: 'gyeongmin.noh',
    name: '노경민',
    locale: 'ko',
    // An analyst of the other team until half a year ago: what they led and were then stays apart.
    memberships: [
      { role: 'analyst', team: 'community', until: -24 },
      { role: 'lead', team: 'live', from: -24 },
    ],
    shiftFrom: late,
  },
  {
    key: 'aoife.brannigan',
    name: 'Aoife Brannigan',
    locale: 'en',
    memberships: [{ role: 'lead', team: 'dublin' }],
    shiftFrom: day,
  },
  { key: 'hyein.shim', name: '심혜인', locale: 'ko', memberships: [{ role: 'manager', team: 'unit' }] },
  {
    key: 'niall.keaveney',
    name: 'Niall Keaveney',
    locale: 'en',
    memberships: [{ role: 'manager', team: 'dublin' }],
  },
  { key: 'narae.gu', name: '구나래', locale: 'ko', memberships: [{ role: 'partner', function: 'policy' }] },
  {
    key: 'maeve.costigan',
    name: 'Maeve Costigan',
    locale: 'en',
    memberships: [{ role: 'partner', function: 'product' }],
  },
  { key: 'eunho.gil', name: '길은호', locale: 'ko', memberships: [{ role: 'partner', function: 'data' }] },
  {
    key: 'tadhg.lonergan',
    name: 'Tadhg Lonergan',
    locale: 'en',
    memberships: [{ role: 'partner', function: 'engineering' }],
  },
  { key: 'seojin.do', name: '도서진', locale: 'ko', memberships: [{ role: 'partner', function: 'legal' }] },
  { key: 'sora.jin', name: '진소라', locale: 'ko', memberships: [{ role: 'admin' }] },
  { key: 'caoimhe.duignan', name: 'Caoimhe Duignan', locale: 'en', memberships: [{ role: 'admin' }] },
]

export const people: readonly DemoPerson[] = [
  ...community.map((row, place) => analyst('community', row, place)),
  ...live.map((row, place) => analyst('live', row, place)),
  ...dublin.map((row, place) => analyst('dublin', row, place)),
  ...others,
]
export const analysts: readonly DemoPerson[] = people.filter((person) => person.pace !== undefined)

/** The addresses cannot exist: .example is reserved (RFC 2606). */
export const emailOf = (key: string): string => `${key}@dure.example`

/** Where an analyst was in a week of the demo; undefined before they joined. */
export function teamIn(person: DemoPerson, week: number): AuditingTeam | undefined {
  const membership = person.memberships.find(
    ({ from = 'always', until = Number.POSITIVE_INFINITY }) =>
      (from === 'always' || week >= from) && week < until,
  )
  return auditingTeams.find((team) => team === membership?.team)
}

/** Where a person works: the zone of their newest team, Seoul for who has none. */
export function zoneOf(person: DemoPerson): Zone {
  const team = person.memberships.findLast((membership) => membership.team !== undefined)?.team
  if (team) return teams[team].zone
  return person.locale === 'en' ? 'Europe/Dublin' : 'Asia/Seoul'
}

/** Returns who manages a team or the unit above it. */
export const managersOf = (team: AuditingTeam): string[] =>
  people.flatMap(({ key, memberships }) =>
    memberships.some(
      ({ role, team: managed }) => role === 'manager' && (managed === team || managed === 'unit'),
    )
      ? key
      : [],
  )

export const leadOf: Record<AuditingTeam, string> = {
  community: 'haesol.jeong',
  live: 'gyeongmin.noh',
  dublin: 'aoife.brannigan',
}
