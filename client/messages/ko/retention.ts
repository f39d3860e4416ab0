import type { messages as en } from '#client/messages/en/retention.ts'
import type { SameAs } from '#client/messages/plurals.ts'

const span = (days: number) => (days % 365 === 0 ? `${days / 365}년` : `${days}일`)

export const messages = {
  'retention.title': '보관 기간과 법적 보존',
  'retention.how':
    '보관 기간이 지난 데이터는 삭제되거나 더 이상 누구의 것인지 알 수 없게 됩니다. 법적 보존은 기록을 더 오래 보관합니다. 이로 인해 기록을 더 볼 수 있게 되는 사람은 없으며, 웰빙 데이터는 보존하지 않습니다.',
  'retention.holds': '법적 보존',
  'retention.holds.none': '법적 보존이 없습니다.',
  'retention.hold.team': ({ name, from, until }) => `${name}, ${from} ~ ${until}`,
  'retention.hold.open': ({ reason, day }) => `${reason} · ${day}까지 재검토`,
  'retention.hold.overdue': ({ reason, day }) => `${reason} · 재검토 기한 지남(${day})`,
  'retention.hold.ended': ({ reason, day }) => `${reason} · ${day} 종료`,
  'retention.hold.silent': ({ detail }) => `${detail} · 대상자에게 알리지 않음`,
  'retention.periods': '종류별 보관 기간',
  'retention.by.age': ({ days }) => span(days),
  'retention.by.leaving': ({ days }) => `마지막 역할이 끝난 뒤 ${span(days)}`,
  'retention.by.reason': '기한 없음(조직의 업무 기록)',
  'retention.kind.wellbeing': '체크인, 노출 기록, 대화 요청',
  'retention.kind.consents': '체크인 동의',
  'retention.kind.coaching': '노트, 목표, 1:1 면담, 정책 문의',
  'retention.kind.figures': '판정과 집계',
  'retention.kind.reviews': '평가와 재검토 요청',
  'retention.kind.escalations': '에스컬레이션',
  'retention.kind.shifts': '근무와 부재',
  'retention.kind.reads': '기록 열람 내역',
  'retention.kind.access': '로그인과 기기',
  'retention.kind.people': '이름과 역할',
  'retention.kind.invitations': '초대',
  'retention.kind.notifications': '알림',
  'retention.kind.commands': '기기에서 보낸 변경',
  'retention.kind.changes': '열려 있는 기기에 보내는 신호',
  'retention.kind.trail': '감사 추적',
  'retention.kind.work': '캘리브레이션, 추출, 가져오기, 목표, 평가 기준표, 선례',
} satisfies SameAs<typeof en>
