import type { messages as en } from '#client/messages/en/inbox.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'inbox.title': '알림함',
  'inbox.empty': '아직 들어온 항목이 없습니다. 푸시 알림과 관계없이 나와 관련된 항목이 여기에 모입니다.',
  'inbox.unread': '새 항목',
  'inbox.earlier': '이전 항목',
  'inbox.readAll': '모두 읽음으로 표시',
  'inbox.notKept': '이 기기에 저장하지 못했습니다.',
  'inbox.about': ({ what, subject }) => `“${subject}” ${what}`,
  'inbox.kind.approval_waiting': '승인 대기',
  'inbox.kind.clock_at_risk': '기한 임박',
  'inbox.kind.clock_overdue': '기한 초과',
  'inbox.kind.escalation_news': '에스컬레이션 변경',
  'inbox.kind.escalation_hidden': '더 이상 볼 수 없는 에스컬레이션',
  'inbox.kind.confirmation_waiting': '확인을 기다리는 역할, 초대 또는 이메일',
  'inbox.kind.role_confirmed': '역할 확인됨',
  'inbox.kind.emergency_waiting': '확인을 기다리는 긴급 열람',
  'inbox.kind.emergency_opened': '긴급 열람 확인됨',
  'inbox.kind.emergency_ended': '긴급 열람 종료 또는 반려',
  'inbox.kind.role_declined': '역할 또는 초대 반려됨',
  'inbox.kind.team_moved': '팀 소속 변경됨',
  'inbox.kind.move_declined': '팀 소속 변경 반려됨',
  'inbox.kind.address_asked': '로그인 이메일 변경 요청됨',
  'inbox.kind.address_confirmed': '로그인 이메일 변경됨',
  'inbox.kind.address_declined': '로그인 이메일 변경 반려됨',
  'inbox.kind.mention': '나를 언급',
  'inbox.kind.talk_requested': '이야기 요청',
  'inbox.kind.talk_answered': '이야기 요청 답변',
  'inbox.kind.note_shared': '새로 공유된 노트',
  'inbox.kind.note_replied': '노트에 남긴 의견',
  'inbox.kind.look_answered': '재검토 결과',
  'work.inbox.read': '알림함 읽음 표시',

  'push.title': '알림',
  'push.here': '이 기기',
  'push.explained':
    '확인할 항목이 생기면 이 기기로 알립니다. 잠금 화면에는 어떤 항목이든 같은 한 문장만 표시되며, 이름과 사례, 종류는 표시되지 않습니다.',
  'push.switch': '이 기기로 알림 받기',
  'push.offline': '알림을 켜거나 끄려면 인터넷 연결이 필요합니다.',
  'push.failed': '이 기기의 알림을 설정하지 못했습니다. 연결을 확인한 뒤 다시 시도해 주십시오.',
  'push.not.unsupported': '이 브라우저에서는 알림을 받을 수 없습니다. 모든 항목은 알림함에 있습니다.',
  'push.not.install-first': '먼저 Dure를 홈 화면에 추가해 주십시오. 그 전에도 모든 항목은 알림함에 있습니다.',
  'push.not.denied': '브라우저 설정에서 Dure의 알림이 차단되어 있습니다. 모든 항목은 알림함에 있습니다.',
  'push.inbox': '푸시 알림과 관계없이 모든 항목',
  'push.devices': ({ n }) => (n === 0 ? '알림을 받는 기기 없음' : `기기 ${n}대에서 알림 수신`),

  'quiet.title': '방해 금지 시간',
  'quiet.switch': '방해 금지 시간에는 알림 받지 않기',
  'quiet.hint':
    '부재 중이거나 등록된 근무 시간이 아닐 때도 알리지 않습니다. 즉시·긴급 에스컬레이션의 기한은 당번에게 항상 알립니다.',
  'quiet.from': '시작',
  'quiet.until': '종료',
  'quiet.same': '서로 다른 두 시각을 선택해 주십시오.',

  'recorded.kept.inbox':
    '나에게 온 소식의 종류와 대상, 시각, 읽었는지 여부. 90일 동안 보관하며 내용은 저장하지 않습니다.',
  'recorded.seen.inbox': '본인만.',
  'recorded.kept.push': '알림을 받는 기기마다 브라우저가 알려 준 수신 주소.',
  'recorded.seen.push':
    'Dure에서는 아무도 볼 수 없습니다. 브라우저 제작사의 푸시 서비스가 전달하며 내용은 읽을 수 없습니다.',
} satisfies SameAs<typeof en>
