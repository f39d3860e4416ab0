import { addBusinessTime, everyWeekday } from '#shared/core/business-time.ts'
import { answerHours } from '#shared/questions/rules.ts'
import { type Calendar, iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import type { When } from './note-specs.ts'
import { type AuditingTeam, leadOf, teams } from './people.ts'
import type { RowOf } from './rows.ts'
import { policyChange } from './story.ts'

interface QuestionSpec {
  team: AuditingTeam
  by: string
  /** A colleague; the lead of the team where it names none. */
  to?: string
  policy: string
  /** The place of the clause among those of the policy, and of the version that was in force. */
  clause: number
  version: 0 | 1 | 2
  asked: When
  onHold?: true
  caseRef?: string
  text: string
  answer?: string
  settled?: true
  kept?: { ko: string | null; en: string | null }
}

const beforeChange = (weeks: number): When => ({ week: policyChange.firstWeek - weeks, weekday: 2 })

const specs: readonly QuestionSpec[] = [
  {
    ...{ team: 'community', by: 'haram.ryu', policy: 'hate-speech', clause: 1, version: 1, asked: 1 },
    ...{ onHold: true, caseRef: 'KC-48210' },
    text: '비판하려고 은어를 그대로 인용한 댓글입니다. 4.2항의 인용으로 봐도 되는지요?',
  },
  {
    ...{ team: 'community', by: 'jihu.nam', policy: 'hate-speech', clause: 2, version: 1, asked: 2 },
    text: '은어의 철자를 일부러 바꾼 경우도 4.3항에 해당하나요?',
    answer: '뜻이 그대로 전해지면 4.3항에 해당합니다. 철자만으로 판단하지 않습니다.',
  },
  {
    ...{ team: 'community', by: 'yerin.han', to: 'taegyeom.oh', policy: 'spam', clause: 0, version: 0 },
    ...{ asked: 5, text: '같은 글을 여러 게시판에 한 번씩만 올린 것도 반복인가요?' },
    answer: '하루 안에 세 곳이 넘으면 반복으로 봅니다.',
    settled: true,
  },
  {
    ...{ team: 'community', by: 'dami.seo', policy: 'hate-speech', clause: 2, version: 1, asked: 16 },
    text: '자기 집단을 은어로 부르며 농담하는 글은 어떻게 보나요?',
    answer: '자기 집단을 스스로 부르는 말은 4.3항에 해당하지 않습니다. 다른 집단을 함께 부르면 해당합니다.',
    settled: true,
    kept: {
      ko: '자기 집단을 스스로 부르는 말은 4.3항에 해당하지 않습니다. 다른 집단을 함께 부르면 해당합니다.',
      en: 'A term for one’s own group does not fall under 4.3. It does where another group is meant as well.',
    },
  },
  {
    ...{ team: 'dublin', by: 'tomasz.wilkowski', policy: 'harassment', clause: 2, version: 1, asked: 1 },
    ...{ onHold: true, caseRef: 'DB-20417' },
    text: 'Two replies a day apart, from a second account: is that repeated contact?',
  },
  {
    ...{ team: 'dublin', by: 'priya.ramanathan', policy: 'harassment', clause: 2, version: 1, asked: 2 },
    text: 'Does contact through a game’s invitations count as contact under 3.2?',
    answer: 'It does where the other person had declined one before.',
  },
  {
    ...{ team: 'dublin', by: 'amara.nwosu', policy: 'hate-speech', clause: 1, version: 1, asked: 12 },
    text: 'A news site quotes a slur in its headline. Quotation?',
    answer: 'Yes, where the text below reports it. A headline alone is not enough.',
    settled: true,
    kept: {
      ko: null,
      en: 'A slur in a headline is a quotation where the text below reports it. A headline alone is not enough.',
    },
  },
  {
    ...{ team: 'dublin', by: 'sinead.farrelly', policy: 'harassment', clause: 1, version: 0 },
    ...{ asked: beforeChange(2), text: 'How many messages make contact repeated?' },
    answer: 'Three within a week.',
    settled: true,
    kept: {
      ko: '한 주에 세 번이면 거듭되는 접촉으로 봅니다.',
      en: 'Three messages within a week are repeated contact.',
    },
  },
  // About the version that is about to take effect, asked from its update.
  {
    ...{ team: 'community', by: 'yerin.han', policy: 'hate-speech', clause: 3, version: 2, asked: 1 },
    text: '노래 가사를 그대로 옮긴 글도 4.4항의 풍자로 보나요?',
  },
  {
    ...{ team: 'dublin', by: 'sinead.farrelly', policy: 'hate-speech', clause: 3, version: 2, asked: 2 },
    text: 'Does satire in 4.4 cover lyrics that are quoted in full?',
    answer: 'Only where the post itself imitates the group in order to object. Quoting alone is 4.2.',
  },
]

/** Returns the question by which somebody asked about the version that is about to take effect; null where they asked none. */
export function questionAbout(id: MakeId, version: string, by: string): string | null {
  const place = specs.findIndex(
    (spec) => spec.by === by && id('policy version', spec.policy, spec.version) === version,
  )
  return place < 0 ? null : id('policy question', place)
}

interface Setting {
  org: string
  id: MakeId
  calendarFor: (team: AuditingTeam) => Calendar
}
type Rows = { [T in 'policy_question' | 'policy_question_entry' | 'precedent']: RowOf<T>[] }

/** Returns the policy questions of the demo: some wait, some were answered, and some answers were kept. */
export function questionsOf({ org, id, calendarFor }: Setting): Rows {
  const rows: Rows = { policy_question: [], policy_question_entry: [], precedent: [] }
  for (const [place, spec] of specs.entries()) {
    const { team, policy } = spec
    const moment = momentsOf(calendarFor(team))
    const asked = moment(spec.asked, { minutes: 16 * 60 + 40 })
    const answered = spec.answer ? moment(spec.asked, { minutes: 17 * 60 + 20, after: asked }) : undefined
    const settled = answered !== undefined && spec.settled ? answered + 30_000 : undefined
    const hours = spec.onHold ? answerHours.onHold : answerHours.other
    const lead = id('person', leadOf[team])
    const about = {
      ...{ org_id: org, policy, clause_id: id('policy clause', policy, spec.clause) },
      policy_version_id: id('policy version', policy, spec.version),
    }
    const question_id = id('policy question', place)
    rows.policy_question.push({
      ...{ ...about, question_id, team_id: id('team', team), asker_id: id('person', spec.by) },
      ...{ addressee_id: spec.to ? id('person', spec.to) : null, case_ref: spec.caseRef ?? null },
      ...{ text: spec.text, on_hold: spec.onHold ?? false, asked_at: iso(asked), claimed_at: iso(asked) },
      status: settled ? 'settled' : answered ? 'answered' : 'open',
      due_at: iso(addBusinessTime(everyWeekday(teams[team].zone), asked, hours * 3_600_000)),
      ...{ answered_at: answered ? iso(answered) : null, settled_at: settled ? iso(settled) : null },
      version: 1,
    })
    if (answered === undefined || spec.answer === undefined) continue
    rows.policy_question_entry.push({
      ...{ org_id: org, entry_id: id('question entry', place), question_id, is_answer: true },
      ...{ author_id: spec.to ? id('person', spec.to) : lead, text: spec.answer },
      ...{ added_at: iso(answered), claimed_at: iso(answered) },
    })
    if (spec.kept)
      rows.precedent.push({
        ...{ ...about, precedent_id: id('precedent', place), question_id, kept_by: lead },
        ...{ text_ko: spec.kept.ko, text_en: spec.kept.en, kept_at: iso(answered + 20_000) },
        ...{ escalation_id: null, holds_from: null },
      })
  }
  return rows
}
