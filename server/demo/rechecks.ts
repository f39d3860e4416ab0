import type { RecheckAnswer } from '#shared/audits/recheck-rules.ts'
import { addBusinessTime, businessDayMinutes, everyWeekday } from '#shared/core/business-time.ts'
import { decideWithinDays } from '#shared/reviews/dispute-rules.ts'
import type { Decision } from './audits.ts'
import { iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import type { Moment } from './moments.ts'
import type { When } from './note-specs.ts'
import { type AuditingTeam, leadOf, teams } from './people.ts'
import type { RowOf } from './rows.ts'

interface RecheckSpec {
  by: string
  of: 'missed' | 'over_enforced'
  policy?: string
  asked: When
  reason: string
  /** Accepted in part, it was an error of the tools. */
  answer?: { status: RecheckAnswer; when: When; text: string }
}

const rechecks: readonly RecheckSpec[] = [
  {
    by: 'jihu.nam',
    of: 'over_enforced',
    asked: 7,
    reason:
      '인용 형식을 빌렸지만 글쓴이가 덧붙인 문장이 특정인을 조롱하고 있다고 보았습니다. 원글과 함께 다시 봐 주시면 좋겠습니다.',
  },
  {
    by: 'haram.ryu',
    of: 'missed',
    asked: 2,
    reason: '당시 화면에는 뒤쪽 댓글이 보이지 않았습니다. 같은 조건에서 판정이 가능했는지 확인 부탁드립니다.',
  },
  {
    by: 'yunseul.chae',
    of: 'over_enforced',
    asked: 10,
    reason:
      '같은 문구가 지난달 정책 해석 안내에서는 위반 사례로 소개되었습니다. 기준이 바뀐 것인지 궁금합니다.',
    answer: {
      status: 'changed',
      when: 8,
      text: '안내문을 다시 확인했습니다. 윤슬 님 판정이 맞습니다. 검수 결과를 바로잡았고, 안내문과 다르게 검수된 다른 건도 살펴보겠습니다.',
    },
  },
  {
    by: 'junseo.yang',
    of: 'missed',
    asked: 6,
    reason:
      '친구끼리 주고받은 농담으로 보아 위반이 아니라고 판정했습니다. 두 사람의 이전 대화도 함께 봐 주실 수 있을까요?',
    answer: {
      status: 'kept',
      when: 1,
      text: '이전 대화까지 보았습니다. 상대가 그만해 달라고 두 번 말한 뒤에 이어진 글이라 판정을 유지합니다. 그 부분이 한 화면에 보이지 않는 점은 도구 개선 요청으로 올렸습니다.',
    },
  },
  {
    by: 'dogyeong.ha',
    of: 'over_enforced',
    asked: 1,
    reason:
      '영상 앞부분이 잘린 상태로 배정되어 맥락을 알 수 없었습니다. 전체 영상으로 다시 봐 주시기 바랍니다.',
  },
  {
    by: 'seowoo.baek',
    of: 'missed',
    asked: 13,
    reason: '실시간 번역이 실제 발언과 다르게 나온 건입니다. 원문 기준으로 다시 확인 부탁드립니다.',
    answer: {
      status: 'partly',
      when: 12,
      text: '원문을 확인했습니다. 원문은 위반이 맞지만, 화면의 번역으로는 알 수 없었습니다. 기술 오류로 바꾸어 수치에서 제외했습니다. 알려 주셔서 고맙습니다.',
    },
  },
  {
    by: 'priya.ramanathan',
    of: 'over_enforced',
    policy: 'harassment',
    asked: { week: 10, weekday: 4 },
    reason:
      'The updated policy no longer mentions mutual banter, so I applied the rule as written. Please look at this one with the new text beside it.',
    answer: {
      status: 'changed',
      when: { week: 11, weekday: 1 },
      text: 'You read the text as it stands, so your decision counts as right here. The gap in the text is with Policy now.',
    },
  },
  {
    by: 'eoghan.tierney',
    of: 'missed',
    asked: 3,
    reason:
      'The post had been edited between my decision and the audit. Could you compare it with the version from that morning?',
  },
  {
    by: 'zofia.drabik',
    of: 'over_enforced',
    asked: 9,
    reason:
      'In Polish this phrase is a set expression and not addressed to anybody, but the audit seems to have used the machine translation. Or did I miss something?',
    answer: {
      status: 'kept',
      when: 1,
      text: 'I asked a second Polish speaker. As a set expression it would be fine, but here it is followed by a name, so the result stays. Thank you for raising it.',
    },
  },
]

/**
 * The requests for another look, each on the newest case of that kind before it was asked; where a person has none,
 * there is no request. A changed case is changed in place, as an answer does it.
 */
export function rechecksOn(
  decisions: readonly Decision[],
  { org, id, moment }: { org: string; id: MakeId; moment: (team: AuditingTeam) => Moment },
): RowOf<'another_look'>[] {
  const taken = new Set<Decision>()
  return rechecks.flatMap((spec, place) => {
    const own = decisions.filter((decision) => decision.analyst === spec.by)
    const team = own.at(-1)?.team
    if (!team) return []
    const asked = moment(team)(spec.asked, { minutes: 10 * 60 + 17 * place })
    const found = own.findLast(
      (decision) =>
        decision.row.outcome === spec.of &&
        decision.team === team &&
        decision.at < asked &&
        (!spec.policy || decision.row.policy === spec.policy),
    )
    if (!found || taken.has(found)) return []
    taken.add(found)
    const { answer } = spec
    if (answer?.status === 'changed') {
      const { row } = found
      Object.assign(row, {
        verified_decision: row.decision,
        verified_by: 'second_review',
        outcome: 'correct',
        version: 2,
      } satisfies Partial<typeof row>)
    }
    const final = answer?.status === 'partly' ? (found.row.verified_decision ?? null) : null
    if (final !== null)
      Object.assign(found.row, { outcome: 'technical', version: 2 } satisfies Partial<typeof found.row>)
    const lead = leadOf[team]
    return [
      {
        org_id: org,
        look_id: id('look', spec.by, place),
        audit_id: found.row.audit_id,
        analyst_id: found.row.analyst_id,
        team_id: found.row.team_id,
        reason: spec.reason,
        asked_at: iso(asked),
        due_at: iso(
          addBusinessTime(
            everyWeekday(teams[team].zone),
            asked,
            decideWithinDays * businessDayMinutes * 60_000,
          ),
        ),
        status: answer?.status ?? 'open',
        final_decision: final,
        final_outcome: final === null ? null : 'technical',
        answer: answer?.text ?? null,
        answered_by: answer ? id('person', lead) : null,
        answered_at: answer
          ? iso(moment(team)(answer.when, { minutes: 11 * 60 + 17 * place, after: asked }))
          : null,
        version: answer ? 2 : 1,
      },
    ]
  })
}
