import type { Criterion, RubricContent, Translated } from '#shared/rubrics/views.ts'
import { type Calendar, iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { momentsOf } from './moments.ts'
import { type AuditingTeam, auditingTeams, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'

type Spec = Omit<Criterion, 'criterionId' | 'guidance' | 'mayNotApply'> & {
  key: string
  guidance?: Translated
  mayNotApply?: boolean
}
const section = (key: string, title: Translated, criteria: readonly Spec[]) => ({ key, title, criteria })

const sections = [
  section('decision', { ko: '판정', en: 'Decision' }, [
    {
      key: 'harm',
      label: {
        ko: '이용자에게 갈 피해를 막는 판정인가요',
        en: 'Does the decision keep harm away from people',
      },
      guidance: {
        ko: '위협이나 괴롭힘을 그대로 두면 불통과입니다. 조항을 잘못 골랐어도 조치가 맞으면 통과입니다.',
        en: 'Leaving a threat or harassment up fails. The right action under the wrong clause passes.',
      },
      ...{ weight: 25, scale: 'pass_fail', critical: 'user_harm' },
    },
    {
      key: 'clause',
      label: { ko: '조항을 바르게 골랐나요', en: 'Is it the right clause' },
      guidance: {
        ko: '가장 구체적인 조항이면 3점, 같은 정책의 다른 조항이면 2점입니다.',
        en: 'The most specific clause is a 3, another clause of the same policy a 2.',
      },
      ...{ weight: 15, scale: 'three', critical: null },
    },
    {
      key: 'rights',
      label: { ko: '이용자의 권리를 지켰나요', en: 'Are people’s rights kept' },
      guidance: {
        ko: '인용, 풍자, 보도를 위반으로 보면 불통과입니다.',
        en: 'Taking a quotation, satire or reporting for a violation fails.',
      },
      ...{ weight: 15, scale: 'pass_fail', critical: 'rights' },
    },
  ]),
  section('grounds', { ko: '근거', en: 'Grounds' }, [
    {
      key: 'context',
      label: { ko: '맥락을 끝까지 읽었나요', en: 'Was the whole context read' },
      ...{ weight: 12, scale: 'five', critical: null, mayNotApply: false },
    },
    {
      key: 'reason',
      label: { ko: '판정의 근거를 적었나요', en: 'Are the grounds written down' },
      ...{ weight: 10, scale: 'three', critical: null },
    },
    {
      key: 'legal',
      label: { ko: '법적 신고 절차를 따랐나요', en: 'Was the legal reporting route taken' },
      guidance: { ko: '신고 대상이 아니면 해당 없음입니다.', en: 'N/A where nothing has to be reported.' },
      ...{ weight: 10, scale: 'pass_fail', critical: 'legal' },
    },
  ]),
  section('work', { ko: '처리', en: 'Handling' }, [
    {
      key: 'language',
      label: { ko: '말투와 은어를 바르게 이해했나요', en: 'Were tone and slang understood' },
      ...{ weight: 8, scale: 'three', critical: null },
    },
    {
      key: 'time',
      label: { ko: '정해진 시간 안에 처리했나요', en: 'Was it handled in time' },
      ...{ weight: 5, scale: 'pass_fail', critical: null },
    },
  ]),
] as const satisfies readonly ReturnType<typeof section>[]

/** The version that is being written: more weight on context, and a criterion that has no English yet. */
const added: Spec = {
  key: 'kindness',
  label: { ko: '신고한 사람에게 알맞게 답했나요', en: null },
  ...{ weight: 5, scale: 'three', critical: null },
}

type Setting = { org: string; id: MakeId; calendarFor: (team: AuditingTeam) => Calendar }

function contentOf(team: AuditingTeam, id: MakeId, isNext: boolean): RubricContent {
  const criterionOf = ({ key, guidance, mayNotApply, ...spec }: Spec): Criterion => ({
    criterionId: id('criterion', team, key),
    guidance: guidance ?? { ko: null, en: null },
    mayNotApply: mayNotApply ?? true,
    ...spec,
    ...(isNext && key === 'context' ? { weight: 20 } : {}),
  })
  return {
    name: { ko: '판정 품질', en: 'Decision quality' },
    sections: sections.map(({ key, title, criteria }) => ({
      sectionId: id('section', team, key),
      title,
      criteria: [...criteria, ...(isNext && key === 'work' ? [added] : [])].map(criterionOf),
    })),
  }
}

/** Returns the id and the content of a team's published rubric. */
export const publishedRubric = (team: AuditingTeam, id: MakeId) => ({
  versionId: id('rubric version', team, 1),
  content: contentOf(team, id, false),
})

/** Returns a rubric of eight criteria for every team; the first team's lead is writing its next version. */
export function rubricsOf({ org, id, calendarFor }: Setting): {
  rubric: RowOf<'rubric'>[]
  rubric_version: RowOf<'rubric_version'>[]
} {
  const made = auditingTeams.map((team) => {
    const moment = momentsOf(calendarFor(team))
    const rubric_id = id('rubric', team)
    const team_id = id('team', team)
    const version = (number: number, timestamp: string, published: boolean): RowOf<'rubric_version'> => ({
      org_id: org,
      version_id: id('rubric version', team, number),
      rubric_id,
      team_id,
      number,
      state: published ? 'published' : 'draft',
      content: contentOf(team, id, number > 1),
      author_id: id('person', leadOf[team]),
      saved_at: timestamp,
      claimed_at: timestamp,
      published_at: published ? timestamp : null,
      archived_at: null,
      version: published ? 2 : 1,
      move_in_id: null,
    })
    const begun = iso(moment({ week: 0, weekday: 1 }, { minutes: 10 * 60 }))
    const draft = iso(moment({ week: 11, weekday: 3 }, { minutes: 17 * 60 }))
    return {
      rubric: { org_id: org, rubric_id, team_id, created_at: begun, move_in_id: null },
      versions: [version(1, begun, true), ...(team === 'community' ? [version(2, draft, false)] : [])],
    }
  })
  return {
    rubric: made.map(({ rubric }) => rubric),
    rubric_version: made.flatMap(({ versions }) => versions),
  }
}
