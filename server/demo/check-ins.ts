import type { ExposureSeverity, ExposureSource, Harm } from '#shared/check-ins/exposure-rules.ts'
import type { Answers } from '#shared/check-ins/fields.ts'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import { type Calendar, iso, plusDays } from './calendar.ts'
import type { Zone } from './holidays.ts'
import { type Chance, chanceFor, type DemoInput, type MakeId } from './identity.ts'
import { officeWeather } from './office-weather.ts'
import { type AuditingTeam, type DemoPerson, leadOf, newJoiner, people, teamIn, zoneOf } from './people.ts'
import type { Demo } from './rows.ts'
import { isAway } from './shifts.ts'

type Rows = Pick<
  Demo,
  | 'check_in_consent'
  | 'check_in'
  | 'check_in_view'
  | 'talk_request'
  | 'talk_offer'
  | 'exposure_budget'
  | 'exposure_entry'
  | 'topic_opt_out'
  | 'rotation_setting'
  | 'rotation_request'
  | 'wellbeing_setting'
  | 'contents'
  | 'check_in_rhythm'
  | 'check_in_follow_up'
  | 'content_pack'
  | 'questionnaire_consent'
  | 'questionnaires'
>
type Setting = DemoInput & { org: string; id: MakeId }

/** Who was asked and said no, or was not asked yet: nothing of Dure is closed to them for it. */
const without = ['jaeheon.lim', 'eoghan.tierney', 'dogyeong.ha', newJoiner]

/**
 * Who counts themselves in their team's total each week. Six of twelve and five of ten: as many others as they do not
 * count themselves in, so that those two totals can be shown. The team of four has none, whatever they choose.
 */
const counted = [
  'yerin.han',
  'taegyeom.oh',
  'gaon.shin',
  'jihu.nam',
  'dami.seo',
  'junseo.yang',
  'sinead.farrelly',
  'oisin.mcgrane',
  'tomasz.wilkowski',
  'priya.ramanathan',
  'kojo.amankrah',
  'seowoo.baek',
  'eunchan.ko',
  'haesol.jeong',
  'aoife.brannigan',
]
/** Whose weeks were heavy of late. */
const tired = ['dami.seo', 'seowoo.baek']

/** Of the last weeks of the demo; older answers are nearly as old as they are kept. */
const shownWeeks = 11

interface Shared {
  by: string
  note: string
  answers: Answers
  /** Working days before the demo's today. */
  daysAgo: number
  read: boolean
  /** The lead offered to talk when they had read it. */
  offered?: boolean
}
const shared: readonly Shared[] = [
  {
    by: 'seoyul.mun',
    note: '자해 관련 큐가 사흘째 이어지고 있어요. 내일은 다른 큐를 섞어 주실 수 있을까요?',
    answers: { energy: 2, load: 1, support: 4 },
    daysAgo: 1,
    read: false,
  },
  {
    by: 'yunseul.chae',
    note: '지난주에 말씀드린 뒤로 훨씬 나아졌어요. 고맙습니다.',
    answers: { energy: 4, load: 3, support: 5 },
    daysAgo: 6,
    read: true,
  },
  {
    by: 'amara.nwosu',
    note: 'Two heavy days in a row. The buddy shift on Tuesday helped.',
    answers: { energy: 3, load: 2, support: 4 },
    daysAgo: 3,
    read: true,
    offered: true,
  },
  {
    by: 'yerin.han',
    note: '이번 주는 힘든 신고가 많아서 조금 지쳤어요. 주말에 쉬면 괜찮을 것 같아요.',
    answers: { energy: 2, load: 2, support: 4 },
    daysAgo: 2,
    read: true,
    offered: true,
  },
]

const notes: Record<'ko' | 'en', readonly string[]> = {
  ko: ['점심에 산책하니 좀 나았어요.', '오늘은 조용한 편이었어요.', '새 도구가 아직 손에 안 익어요.'],
  en: ['A quiet day, for once.', 'The walk at lunch helped.', 'Still getting used to the new tool.'],
}

/** Wellbeing in the demo: believable weeks, a request that waits, one that is over, something shared. */
export function checkInsOf(calendars: Record<Zone, Calendar>, setting: Setting): Rows {
  const made = people
    .filter(({ key, memberships }) => memberships.some(({ team }) => team) && !without.includes(key))
    .map((person) => ofPerson(person, calendars[zoneOf(person)], setting))
  return {
    check_in_consent: made.flatMap((rows) => rows.check_in_consent),
    check_in: made.flatMap((rows) => rows.check_in),
    check_in_view: made.flatMap((rows) => rows.check_in_view),
    contents: made.flatMap((rows) => rows.contents),
    talk_request: talks(calendars, setting),
    talk_offer: made.flatMap((rows) => rows.talk_offer),
    ...asking(calendars, setting),
    ...questionnaires(calendars, setting),
    ...exposure(calendars, setting),
    ...rotations(calendars, setting),
    wellbeing_setting: [
      {
        org_id: setting.org,
        programme_name: '마음 상담실 (데모) / Counselling (demo)',
        programme_phone: null,
        programme_url: 'https://counselling.dure.example',
        programme_verified_on: plusDays(setting.today, -20),
        retention_days: 90,
        version: 1,
      },
    ],
  }
}

function ofPerson(person: DemoPerson, calendar: Calendar, { org, id, seed }: Setting) {
  const { key } = person
  const person_id = id('person', key)
  const chance = chanceFor(seed, 'check-ins', key)
  const rows: Pick<Rows, 'check_in_consent' | 'check_in' | 'check_in_view' | 'talk_offer' | 'contents'> = {
    check_in_consent: [
      {
        ...{ org_id: org, consent_id: id('consent', key), person_id, given: true, text_version: 1 },
        at: iso(calendar.instant(calendar.weeks[0] ?? calendar.today, 11 * 60)),
      },
    ],
    check_in: [],
    check_in_view: [],
    talk_offer: [],
    contents: [],
  }
  const put = (
    name: string,
    timestamp: number,
    said: {
      answers: Answers
      note: string | null
      audience: CheckInAudience
      reader?: string
      team: string | null
    },
  ) => {
    const { audience, team, answers, note } = said
    const check_in_id = id('check-in', key, name)
    rows.check_in.push({
      ...{ org_id: org, check_in_id, person_id, audience, team_id: team && id('team', team), version: 1 },
      reader_id: said.reader ? id('person', said.reader) : null,
      ...{ at: iso(timestamp), claimed_at: iso(timestamp) },
    })
    rows.contents.push({ check_in_id, person_id, answers, note })
    return check_in_id
  }
  for (const monday of calendar.weeks.slice(-shownWeeks)) {
    const week = calendar.weekOf(monday)
    const day = calendar.worked.find((item) => calendar.weekOf(item) === week && !isAway(key, calendar, item))
    const team = countsIn(person, week)
    if (!day || team === undefined) continue
    const timestamp = calendar.instant(day, (person.shiftFrom ?? 9 * 60) + 200 + chance.between(0, 90))
    const isCounted = counted.includes(key)
    // Who does not count themselves in skips a week now and then.
    if (!isCounted && chance.next() < 0.3) continue
    put(monday, timestamp, {
      answers: answersOf(chance, tired.includes(key) && week >= 9 ? -1 : 0),
      note: !isCounted && chance.next() < 0.2 ? chance.pick(notes[person.locale]) : null,
      audience: isCounted ? 'total' : 'me',
      team: isCounted ? team : null,
    })
  }
  for (const share of shared.filter(({ by }) => by === key)) {
    const day = calendar.worked.at(-share.daysAgo)
    const team = day && teamIn(person, calendar.weekOf(day))
    if (!day || !team) continue
    const reader = leadOf[team]
    const timestamp = calendar.instant(day, (person.shiftFrom ?? 9 * 60) + 400)
    const check_in_id = put('shared', timestamp, { ...share, audience: 'lead', reader, team })
    if (share.read)
      rows.check_in_view.push({
        ...{ org_id: org, check_in_id, viewer_id: id('person', reader), person_id },
        first_at: iso(timestamp + 50 * 60_000),
      })
    if (share.offered)
      rows.talk_offer.push({
        ...{ org_id: org, offer_id: id('offer', key), person_id, lead_id: id('person', reader) },
        ...{ team_id: id('team', team), offered_at: iso(timestamp + 55 * 60_000) },
      })
  }
  return rows
}

/** As the server has it: an analyst in their team, a lead in the one above. Undefined where they were not there yet. */
function countsIn(person: DemoPerson, week: number): string | null | undefined {
  if (person.pace !== undefined) return teamIn(person, week)
  const [leading] = person.memberships.filter(({ role }) => role === 'lead')
  return leading ? 'unit' : null
}

function answersOf(chance: Chance, lower: number): Answers {
  const face = (low: number, high: number) => Math.min(5, Math.max(1, chance.between(low, high) + lower))
  return { energy: face(2, 4), load: face(2, 4), support: face(3, 5) }
}

const calendarOf = (calendars: Record<Zone, Calendar>, key: string) => {
  const person = people.find((person) => person.key === key)
  return calendars[person ? zoneOf(person) : 'Asia/Seoul']
}

/** One person chose Thursday afternoon, another not to be asked; two asked for a follow-up on their last working day. */
function asking(
  calendars: Record<Zone, Calendar>,
  { org, id }: Setting,
): Pick<Rows, 'check_in_rhythm' | 'check_in_follow_up'> {
  const rhythm = (key: string) => ({ org_id: org, person_id: id('person', key), version: 1 })
  return {
    check_in_rhythm: [
      { ...rhythm('yunseul.chae'), kind: 'chosen', weekday: 4, wall_time: '15:00' },
      { ...rhythm('kojo.amankrah'), kind: 'never', weekday: null, wall_time: null },
    ],
    check_in_follow_up: ['seoyul.mun', 'amara.nwosu'].map((key) => {
      const calendar = calendarOf(calendars, key)
      const day = calendar.worked.at(-1) ?? calendar.today
      return {
        ...{ org_id: org, follow_up_id: id('follow-up', key), person_id: id('person', key), day },
        requested_at: iso(calendar.instant(day, 16 * 60)),
      }
    }),
  }
}

/** An invented questionnaire that is turned on, and who answered it: twice, six weeks apart, or once. */
function questionnaires(
  calendars: Record<Zone, Calendar>,
  { org, id }: Setting,
): Pick<Rows, 'content_pack' | 'questionnaire_consent' | 'questionnaires'> {
  const { id: pack_id, version: pack_version, leastDistanceDays: least_days } = officeWeather
  const answered = [
    {
      key: 'seoyul.mun',
      answers: [
        { daysAgo: 45, values: [1, 2, 1] },
        { daysAgo: 16, values: [2, 2, 0] },
      ],
    },
    { key: 'amara.nwosu', answers: [{ daysAgo: 20, values: [1, 3, 1] }] },
  ]
  const instantOf = (key: string, daysAgo: number) => {
    const calendar = calendarOf(calendars, key)
    return calendar.instant(plusDays(calendar.today, -daysAgo), 15 * 60)
  }
  return {
    content_pack: [
      {
        ...{
          org_id: org,
          pack_id,
          pack_version,
          least_days,
          body: officeWeather,
          turned_on: true,
          version: 2,
        },
        installed_at: iso(instantOf('seoyul.mun', 60)),
      },
    ],
    questionnaire_consent: answered.map(({ key, answers: [first] }) => ({
      ...{ org_id: org, consent_id: id('questionnaire-consent', key), person_id: id('person', key) },
      ...{ pack_id, pack_version, text_version: 1, given: true },
      at: iso(instantOf(key, first?.daysAgo ?? 0) - 5 * 60_000),
    })),
    questionnaires: answered.flatMap(({ key, answers }) =>
      answers.map(({ daysAgo, values }) => ({
        ...{ answer_id: id('questionnaire', key, String(daysAgo)), person_id: id('person', key) },
        ...{ pack: officeWeather, at: iso(instantOf(key, daysAgo)), values },
      })),
    ),
  }
}

interface Talk {
  by: string
  team: AuditingTeam
  daysAgo: number
  minutes: number
  answer?: { daysAgo: number; minutes: number; closed: boolean }
}
const asked: readonly Talk[] = [
  { by: 'dami.seo', team: 'community', daysAgo: 1, minutes: 16 * 60 + 20 },
  { by: 'sinead.farrelly', team: 'dublin', daysAgo: 1, minutes: 15 * 60 + 40 },
  {
    by: 'junseo.yang',
    team: 'community',
    daysAgo: 12,
    minutes: 14 * 60,
    answer: { daysAgo: 12, minutes: 15 * 60 + 10, closed: true },
  },
  {
    by: 'priya.ramanathan',
    team: 'dublin',
    daysAgo: 2,
    minutes: 11 * 60 + 30,
    answer: { daysAgo: 2, minutes: 14 * 60, closed: false },
  },
]

function talks(calendars: Record<Zone, Calendar>, { org, id }: Setting): Rows['talk_request'] {
  return asked.map(({ by, team, daysAgo, minutes, answer }) => {
    const person = people.find(({ key }) => key === by)
    const calendar = calendars[person ? zoneOf(person) : 'Asia/Seoul']
    const dayOf = (ago: number) => calendar.worked.at(-ago) ?? calendar.today
    const askedAt = calendar.instant(dayOf(daysAgo), minutes)
    const next =
      [...calendar.worked, ...calendar.planned].find((day) => day > dayOf(daysAgo)) ?? calendar.today
    const answeredAt = answer ? iso(calendar.instant(dayOf(answer.daysAgo), answer.minutes)) : null
    return {
      ...{ org_id: org, request_id: id('talk', by), asker_id: id('person', by), team_id: id('team', team) },
      addressee_id: id('person', leadOf[team]),
      state: answer ? (answer.closed ? 'closed' : 'answered') : 'asked',
      asked_at: iso(askedAt),
      due_at: iso(calendar.instant(next, minutes)),
      answer: answer ? 'will_talk' : null,
      proposed_at: null,
      answered_at: answeredAt,
      ended_at: answer?.closed ? answeredAt : null,
      version: answer ? (answer.closed ? 3 : 2) : 1,
    }
  })
}

const seen: readonly { key: string; harms: readonly Harm[]; minutes: readonly [number, number] }[] = [
  { key: 'seoyul.mun', harms: ['self_harm', 'violence'], minutes: [60, 120] },
  { key: 'seowoo.baek', harms: ['violence', 'sexual'], minutes: [50, 110] },
  { key: 'amara.nwosu', harms: ['hate', 'harassment'], minutes: [30, 90] },
  { key: 'jihu.nam', harms: ['harassment', 'violence'], minutes: [40, 105] },
  { key: 'priya.ramanathan', harms: ['sexual', 'hate'], minutes: [40, 105] },
]

/** Two people wait for a rotation, one got theirs; two asked to be left out of a topic, and say nothing of why. */
function rotations(
  calendars: Record<Zone, Calendar>,
  { org, id }: Setting,
): Pick<Rows, 'topic_opt_out' | 'rotation_setting' | 'rotation_request'> {
  const wanted: readonly { by: string; team: AuditingTeam; daysAgo: number; settled?: number }[] = [
    { by: 'doyun.bae', team: 'community', daysAgo: 1 },
    { by: 'lucia.ferreiro', team: 'dublin', daysAgo: 1 },
    { by: 'seowoo.baek', team: 'live', daysAgo: 9, settled: 8 },
  ]
  return {
    topic_opt_out: [
      { org_id: org, person_id: id('person', 'seowoo.baek'), policy: 'sexual-content' },
      { org_id: org, person_id: id('person', 'amara.nwosu'), policy: 'minor-safety' },
    ],
    rotation_setting: [{ org_id: org, person_id: id('person', 'seowoo.baek'), suggests: true }],
    rotation_request: wanted.map(({ by, team, daysAgo, settled }) => {
      const person = people.find(({ key }) => key === by)
      const calendar = calendars[person ? zoneOf(person) : 'Asia/Seoul']
      const instantOf = (ago: number) =>
        iso(calendar.instant(calendar.worked.at(-ago) ?? calendar.today, 16 * 60))
      return {
        ...{ org_id: org, rotation_id: id('rotation', by), person_id: id('person', by) },
        ...{ team_id: id('team', team), asked_at: instantOf(daysAgo) },
        state: settled ? ('rotated' as const) : ('open' as const),
        settled_by: settled ? id('person', leadOf[team]) : null,
        ended_at: settled ? instantOf(settled) : null,
        version: settled ? 2 : 1,
      }
    }),
  }
}

/** Entries of five people for the last ten working days, and a budget that one lead set lower. */
function exposure(
  calendars: Record<Zone, Calendar>,
  { org, id, seed }: Setting,
): Pick<Rows, 'exposure_budget' | 'exposure_entry'> {
  const exposure_entry = seen.flatMap(({ key, harms, minutes: [low, high] }) => {
    const person = people.find((person) => person.key === key)
    const calendar = calendars[person ? zoneOf(person) : 'Asia/Seoul']
    const chance = chanceFor(seed, 'exposure', key)
    const from = person?.shiftFrom ?? 9 * 60
    return calendar.worked.slice(-10).flatMap((day, place) =>
      harms.map((harm, n) => {
        const startedAt = calendar.instant(day, from + 60 + n * 200)
        const minutes = chance.between(low, high)
        const severity: ExposureSeverity = minutes > 90 ? 'high' : minutes > 65 ? 'medium' : 'low'
        // The first week was read in from a table of their own.
        const source: ExposureSource = place < 5 ? 'file' : 'own'
        return {
          ...{
            org_id: org,
            entry_id: id('exposure', key, day, harm),
            person_id: id('person', key),
            day,
            harm,
          },
          ...{
            minutes,
            started_at: iso(startedAt),
            severity,
            source,
            entered_at: iso(startedAt + minutes * 60_000),
            version: 1,
          },
        }
      }),
    )
  })
  return {
    exposure_entry,
    exposure_budget: [
      {
        ...{ org_id: org, team_id: id('team', 'live'), minutes_per_day: 180, minutes_without_break: 90 },
        version: 1,
      },
    ],
  }
}
