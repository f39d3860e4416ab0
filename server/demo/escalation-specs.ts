import type { EscalationKind, SafetyCategory } from '#shared/escalations/rules.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import type { When } from './note-specs.ts'
import type { AuditingTeam } from './people.ts'

/** An escalation as it stands in the demo: whoever took each step did so in the order of the table of steps. */
export interface EscalationSpec {
  team: AuditingTeam
  by: string
  raised: When
  /** Minutes after midnight. */
  at: number
  kind: EscalationKind
  category?: SafetyCategory
  severity: Severity
  status: Extract<Status, 'submitted' | 'acknowledged' | 'awaiting_approval' | 'in_progress' | 'resolved'>
  function?: PartnerFunction
  holder: string
  /** Acknowledged it; the holder where it names nobody. */
  takenBy?: string
  /** Minutes from one step to the next. */
  pace?: number
  summary: string
  details?: string
  reference?: string
  /** The newest errors of the team before it was raised, as evidence. */
  cases?: number
  /** The place of a policy question of the demo that it points to, and the policy's code. */
  question?: { place: number; policy: string }
  comment?: { by: string; text: string }
  request?: {
    by: string
    question: string
    recommendation: string
    ifApproved: string
    ifRejected: string
    /** Approved by, in their order. */
    approved?: readonly { by: string; role: 'lead' | 'manager' }[]
  }
  resolution?: { by: string; text: string; changed: string | null }
}

export const escalationSpecs: readonly EscalationSpec[] = [
  {
    ...{ team: 'community', by: 'jihu.nam', raised: 2, at: 10 * 60 + 20 },
    ...{ kind: 'policy_gap', severity: 'P2', status: 'awaiting_approval', function: 'policy' },
    holder: 'haesol.jeong',
    summary: '인용한 혐오 표현에 두 조항이 서로 다르게 적용됩니다',
    details:
      '혐오 표현 3장은 인용을 예외로 두고, 괴롭힘 2장은 인용이라도 특정인을 향하면 위반으로 봅니다. 두 조항이 만나는 사례에서 판정이 갈립니다.',
    cases: 3,
    question: { place: 1, policy: 'hate-speech' },
    comment: { by: 'haesol.jeong', text: '지난 2주 사례를 모아 보니 판정이 절반씩 갈렸습니다.' },
    request: {
      by: 'haesol.jeong',
      question: '정책 개정 전까지 괴롭힘 2장을 먼저 적용할까요?',
      recommendation: '특정인을 향한 인용은 피해가 분명하므로 더 엄격한 2장을 먼저 적용할 것을 권합니다.',
      ifApproved: '세 대기열이 오늘부터 2장을 따르고, 정책팀에 개정을 요청합니다.',
      ifRejected: '지금처럼 사례마다 리드가 판단하며, 판정이 갈리는 상태가 이어집니다.',
    },
  },
  {
    ...{ team: 'community', by: 'haesol.jeong', raised: 1, at: 17 * 60 + 5 },
    ...{ kind: 'safety', category: 'intimate_image', severity: 'P1', status: 'awaiting_approval' },
    ...{ function: 'legal', holder: 'hyein.shim' },
    summary: '같은 불법 촬영물이 제목만 바뀌어 다시 올라오고 있습니다',
    reference: 'CASE-88213',
    request: {
      by: 'haesol.jeong',
      question: '해시 차단을 전체 대기열에 바로 적용할까요?',
      recommendation: '오탐 가능성이 낮고 재유포가 이어지고 있어 즉시 적용을 권합니다.',
      ifApproved: '해시가 등록된 게시물은 검토 없이 차단되고, 작성자는 이의를 신청할 수 있습니다.',
      ifRejected: '건별로 검토를 이어 가며, 재유포된 건은 평균 40분 동안 노출됩니다.',
    },
  },
  {
    ...{ team: 'community', by: 'yerin.han', raised: 0, at: 0 },
    ...{ kind: 'safety', category: 'child_safety', severity: 'P0', status: 'acknowledged' },
    ...{ function: 'legal', holder: 'haesol.jeong', reference: 'NCMEC-2041' },
    summary: '신고 접수, 외부 시스템에서 처리 중',
  },
  {
    ...{ team: 'live', by: 'eunchan.ko', raised: 3, at: 15 * 60 + 40 },
    ...{ kind: 'tool_fault', severity: 'P3', status: 'submitted', function: 'engineering' },
    holder: 'narae.gu',
    summary: '라이브 검수 화면에서 앞 30초가 잘려 배정됩니다',
  },
  {
    ...{ team: 'live', by: 'gyeongmin.noh', raised: 6, at: 11 * 60 },
    ...{ kind: 'appeal', severity: 'P2', status: 'resolved', function: 'policy', holder: 'narae.gu' },
    summary: '번역 오류로 삭제된 방송의 이의 신청이 한꺼번에 들어왔습니다',
    request: {
      by: 'gyeongmin.noh',
      question: '번역 오류가 확인된 23건을 일괄 복구할까요?',
      recommendation: '원문을 모두 확인했으며 위반이 없습니다.',
      ifApproved: '23건을 복구하고 신청자에게 알립니다.',
      ifRejected: '건별로 다시 검토합니다. 약 3일이 걸립니다.',
      approved: [{ by: 'hyein.shim', role: 'manager' }],
    },
    resolution: {
      by: 'narae.gu',
      text: '23건을 복구했고 신청자에게 안내를 보냈습니다.',
      changed: '번역 신뢰도가 낮은 건은 원문 검토자에게 먼저 배정됩니다.',
    },
  },
  {
    ...{ team: 'dublin', by: 'priya.ramanathan', raised: 2, at: 11 * 60 + 15 },
    ...{ kind: 'policy_gap', severity: 'P2', status: 'awaiting_approval', function: 'policy' },
    holder: 'aoife.brannigan',
    summary: 'The new harassment text no longer says what mutual banter is',
    details: 'Since the update two of us remove banter between friends and three keep it.',
    cases: 3,
    question: { place: 5, policy: 'harassment' },
    comment: { by: 'aoife.brannigan', text: 'Eleven cases in two weeks, split almost evenly.' },
    request: {
      by: 'aoife.brannigan',
      question: 'Keep mutual banter up until Policy has ruled?',
      recommendation:
        'Both people in these cases kept talking as friends. Removing does more harm than keeping.',
      ifApproved: 'All three queues keep mutual banter from today, and Policy is asked for a text.',
      ifRejected: 'Each case goes on being decided by itself, with the split that we have now.',
    },
  },
  {
    ...{ team: 'dublin', by: 'aoife.brannigan', raised: 1, at: 16 * 60 },
    ...{
      kind: 'safety',
      category: 'other',
      severity: 'P1',
      status: 'awaiting_approval',
      function: 'product',
    },
    holder: 'niall.keaveney',
    summary: 'Report button missing in the new comment layout for about one in ten people',
    reference: 'BUG-5521',
    request: {
      by: 'aoife.brannigan',
      question: 'Roll the comment layout back for everybody?',
      recommendation:
        'People cannot report at all where the button is missing. The old layout is known to work.',
      ifApproved: 'Product rolls the layout back within the hour.',
      ifRejected: 'The fix ships with the next release, in about four days.',
    },
  },
  {
    ...{ team: 'dublin', by: 'eoghan.tierney', raised: 4, at: 9 * 60 + 50 },
    ...{ kind: 'tool_fault', severity: 'P3', status: 'in_progress', function: 'product' },
    holder: 'maeve.costigan',
    summary: 'Edited posts are shown to us in their newest version, not in the one that was decided',
  },
]
