import type { Outcome } from '#shared/meetings/rules.ts'
import { type Calendar, iso, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import type { When } from './note-specs.ts'
import { type AuditingTeam, leadOf, teams } from './people.ts'
import type { RowOf } from './rows.ts'

interface ItemSpec {
  by: 'lead' | 'person'
  text: string
  added: When
  isPrivate?: true
  /** What became of it in the last meeting. */
  outcome?: Outcome
}
interface SeriesSpec {
  with: string
  team: AuditingTeam
  /** Days from today to the next meeting. */
  next: number
  time: string
  everyWeeks: 1 | 2
  place: string
  items: readonly ItemSpec[]
}

const specs: readonly SeriesSpec[] = [
  {
    with: 'jihu.nam',
    team: 'community',
    next: 0,
    time: '16:30',
    everyWeeks: 1,
    place: '3층 회의실 가람',
    items: [
      { by: 'lead', text: '새 혐오 표현 지침에서 헷갈린 조항', added: 9, outcome: 'covered' },
      { by: 'person', text: '인용 형식의 글을 볼 때 어디까지 읽을지', added: 8 },
      { by: 'person', text: '오후 대기열 배분을 바꿀 수 있을지', added: 2 },
      { by: 'lead', text: '지난주 재검토 두 건을 먼저 칭찬하기', added: 2, isPrivate: true },
    ],
  },
  {
    with: 'haram.ryu',
    team: 'community',
    next: 3,
    time: '11:00',
    everyWeeks: 2,
    place: '화상 회의',
    items: [{ by: 'person', text: '접힌 댓글을 확인하는 순서', added: 3 }],
  },
  {
    with: 'priya.ramanathan',
    team: 'dublin',
    next: 0,
    time: '17:00',
    everyWeeks: 1,
    place: 'Room Liffey',
    items: [
      { by: 'lead', text: 'Two harassment cases that split the team', added: 9, outcome: 'covered' },
      { by: 'person', text: 'How to note context in the audit form', added: 8 },
      { by: 'lead', text: 'Goal for accuracy: what has helped so far', added: 2 },
      { by: 'person', text: 'Ask about the night rota', added: 2, isPrivate: true },
    ],
  },
]

interface Setting {
  org: string
  id: MakeId
  calendarFor: (team: AuditingTeam) => Calendar
}
type Rows = {
  [T in 'meeting_series' | 'meeting' | 'agenda_item' | 'agenda_item_state']: RowOf<T>[]
}

/** Returns the 1:1s of the demo: each has met twice, left something open, and meets again today or soon. */
export function meetingsOf({ org, id, calendarFor }: Setting): Rows {
  const rows: Rows = { meeting_series: [], meeting: [], agenda_item: [], agenda_item_state: [] }
  for (const spec of specs) {
    const calendar = calendarFor(spec.team)
    const moment = momentsOf(calendar)
    const series_id = id('meeting series', spec.with)
    const [lead, person] = [id('person', leadOf[spec.team]), id('person', spec.with)]
    const next = plusDays(calendar.today, spec.next)
    const past = [2, 1].map((rounds) => plusDays(next, -7 * spec.everyWeeks * rounds))
    const set = iso(moment(45, { minutes: 9 * 60 }))
    rows.meeting_series.push({
      ...{ org_id: org, series_id, team_id: id('team', spec.team), lead_id: lead, subject_id: person },
      ...{ starts_on: past[0] ?? next, wall_time: spec.time, zone: teams[spec.team].zone, minutes: 30 },
      ...{ every_weeks: spec.everyWeeks, place: spec.place, created_at: set, changed_at: set },
      ...{ ended_at: null, version: 1 },
    })
    const finished = past.map((day) => {
      // A meeting is finished in the evening of its day, and nothing of the demo is later than it.
      const ended = iso(Math.min(calendar.instant(day, 18 * 60), moment(1, { minutes: 18 * 60 })))
      rows.meeting.push({
        ...{ org_id: org, series_id, day, moved_day: null, moved_time: null, cancelled: false },
        ...{ finished_at: ended, finished_by: lead, note_id: null, changed_at: ended, version: 1 },
      })
      return { day, ended }
    })
    for (const [place, item] of spec.items.entries()) {
      const added = iso(moment(item.added, { minutes: 10 * 60 + 7 * place }))
      const item_id = id('agenda item', spec.with, place)
      rows.agenda_item.push({
        ...{
          org_id: org,
          item_id,
          series_id,
          author_id: item.by === 'lead' ? lead : person,
          text: item.text,
        },
        ...{ is_private: item.isPrivate ?? false, source_kind: null, source_id: null },
        ...{ added_at: added, claimed_at: added, version: 1 },
      })
      const last = finished.at(-1)
      if (item.outcome && last)
        rows.agenda_item_state.push({
          ...{ org_id: org, item_id, done_at: null, outcome: item.outcome, closed_day: last.day },
          ...{ changed_by: lead, changed_at: last.ended },
        })
    }
  }
  return rows
}
