import { bothLanguages } from '#shared/rulings/rules.ts'
import type { EscalationSpec } from './escalation-specs.ts'
import type { When } from './note-specs.ts'
import { type AuditingTeam, leadOf } from './people.ts'

interface Texts {
  textKo: string
  textEn: string
}
export interface WriteUpSpec extends Texts {
  team: AuditingTeam
  policy: string
  /** Places of its clause and version among those of the policy. */
  clause: number
  version: number
  /** The place in words and the version, as the lead reads it. */
  summary: string
  raised: When
  /** Minutes after midnight. */
  at: number
  ruling?: Texts
}

/** Partner for policy: has both. */
export const ruler = 'narae.gu'

/** One write-up that waits for its ruling, and one that was ruled on: the clause that a whole team took too widely. */
export const writeUpSpecs: readonly WriteUpSpec[] = [
  {
    ...{ team: 'community', policy: 'hate-speech', clause: 2, version: 1, raised: 1, at: 10 * 60 },
    summary: '혐오 표현 4.3 돌려 부르는 은어 · 2026.2',
    textKo:
      '4.3항의 은어 목록에 없지만 같은 뜻으로 쓰이는 말을 어떻게 볼지 불명확합니다. 같은 말을 두고 위반과 허용이 나뉩니다. 목록에 없는 말도 해당하는지, 해당한다면 무엇을 보고 판단할지 정해 주십시오.',
    textEn:
      'Terms that are not listed in 4.3 but mean the same are unclear: the same term is both removed and kept. Please say whether unlisted terms fall under it, and if so, what we should look at.',
  },
  {
    ...{ team: 'dublin', policy: 'harassment', clause: 2, version: 1, raised: 9, at: 7 * 60 + 30 },
    summary: 'Harassment 3.2 Repeated unwanted contact · 2026.2',
    textKo:
      '새 3.2항은 거듭되는 접촉의 횟수와 기간을 말하지 않습니다. 개정 뒤 2주 동안 팀 전체가 넓게 적용했고, 한 번의 답글까지 지운 사례가 있습니다.',
    textEn:
      'The new 3.2 gives neither a number nor a span for repeated contact. For two weeks after it came the whole team took it widely, down to removing a single reply.',
    ruling: {
      textKo:
        '한 주에 세 번 이상, 상대가 원하지 않는다고 밝힌 뒤의 접촉을 거듭되는 접촉으로 봅니다. 개정문에 이 기준이 없었으므로 그동안의 과잉 조치는 담당자의 오류로 보지 않습니다.',
      textEn:
        'Contact is repeated from the third time within a week, after the other person has said that they do not want it. The text did not say so, so what was taken too widely until now is not the analysts’ error.',
    },
  },
]

/** Returns the escalation that a write-up is. */
export const escalationOfWriteUp = ({
  team,
  summary,
  raised,
  at,
  ruling,
  ...texts
}: WriteUpSpec): EscalationSpec => ({
  ...{ team, by: leadOf[team], raised, at, pace: 40, summary, details: bothLanguages(texts) },
  ...{ kind: 'policy_gap', severity: 'P3', function: 'policy', takenBy: ruler },
  // Who has it once it is resolved is who raised it.
  ...(ruling
    ? {
        ...{ status: 'resolved', holder: leadOf[team] },
        resolution: { by: ruler, text: bothLanguages(ruling), changed: null },
      }
    : { status: 'acknowledged', holder: ruler }),
})
