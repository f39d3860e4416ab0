import type { messages as en } from '#client/messages/en/emergency.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'emergency.title': '긴급 열람',
  'emergency.how':
    '긴급한 경우 관리자가 구성원 한 사람에 관한 기록을 최대 24시간 동안 열람할 수 있습니다. 다른 사람이 먼저 확인해야 하며, 확인되면 본인에게 바로 알려집니다.',
  'emergency.scope':
    '성과 기록, 사례, 본인에게 공유된 노트, 개인 목표를 볼 수 있습니다. 마음 체크인, 이야기 요청, 노출 기록, 에스컬레이션은 포함되지 않으며, 아무것도 변경할 수 없습니다.',
  'emergency.none': '나와 관련된 긴급 열람이 없습니다.',
  'emergency.group.confirm': '내 확인 대기',
  'emergency.group.asked': '확인 대기',
  'emergency.group.open': '열람 중',
  'emergency.group.earlier': '이전',
  'emergency.own': '내 기록에 대한 긴급 열람',
  'emergency.by': ({ asker, state }) => `${asker} 님 · ${state}`,
  'emergency.state.asked': ({ time }) => `${time} 요청`,
  'emergency.state.lapsed': ({ time }) => `기한 만료 · ${time} 요청`,
  'emergency.state.withdrawn': ({ time }) => `${time} 요청 취소`,
  'emergency.state.declined': ({ time }) => `${time} 반려`,
  'emergency.state.open': ({ time }) => `${time}까지 열람`,
  'emergency.state.over': ({ time }) => `${time}에 끝남`,
  'emergency.state.ended': ({ time }) => `${time} 조기 종료`,
  'emergency.about': ({ name }) => `긴급 열람: ${name} 님`,
  'emergency.asker': '요청한 사람',
  'emergency.confirmer': '확인한 사람',
  'emergency.server': '서버 운영자',
  'emergency.time': '열람 시간',
  'emergency.hours': ({ n }) => `${n}시간`,
  'emergency.state': '상태',
  'emergency.confirm': '확인',
  'emergency.confirm.what':
    '확인하면 바로 열람할 수 있게 됩니다. 본인과 담당 리드, 매니저, 모든 관리자에게 내 이름과 사유가 함께 알려집니다.',
  'emergency.decline': '반려',
  'emergency.withdraw': '요청 취소',
  'emergency.end': '지금 종료',
  'emergency.read': '기록 열람',
  'emergency.offline': '확인과 종료에는 인터넷 연결이 필요합니다.',
  'emergency.error.asked': '새로 요청되었습니다. 다시 살펴봐 주십시오.',
  'emergency.error.lapsed': '24시간 안에 확인되지 않아 만료되었습니다.',
  'emergency.error.withdrawn': '요청이 취소되었습니다.',
  'emergency.error.declined': '이미 반려되었습니다.',
  'emergency.error.open': '이미 확인되었습니다.',
  'emergency.error.over': '열람 시간이 이미 끝났습니다.',
  'emergency.error.ended': '이미 종료되었습니다.',
  'emergency.error.network': '인터넷에 연결되어 있지 않습니다. 변경된 내용이 없습니다.',

  'emergency.ask.title': ({ name }) => `긴급 열람: ${name} 님`,
  'emergency.ask.what':
    '다른 관리자 또는 이 구성원을 맡은 매니저가 확인합니다. 확인되면 본인과 담당 리드, 매니저, 모든 관리자가 요청한 사람과 확인한 사람의 이름, 사유를 볼 수 있습니다.',
  'emergency.ask.reason': '기다릴 수 없는 사유',
  'emergency.ask.reason.hint':
    '법적 명령, 신변의 위험, 열람할 수 있는 사람 전원의 부재 등. 본인이 읽게 됩니다.',
  'emergency.ask.reason.missing': '사유를 10자 이상 500자 이하로 적어 주십시오.',
  'emergency.ask.hours': '확인된 때부터 열람할 시간',
  'emergency.ask.send': '요청',
  'emergency.ask.failed': '이 기기에 저장하지 못했습니다.',

  'emergency.record.closed': '열려 있지 않거나 내가 요청하지 않은 긴급 열람입니다.',
  'emergency.record.until': ({ time }) =>
    `${time}까지 열람할 수 있습니다. 열람할 때마다 본인의 조회 기록에 남습니다.`,
  'emergency.record.timeline': '타임라인',
  'emergency.record.cases': '사례',
  'emergency.record.scorecard': '성과 기록',
  'emergency.record.noScorecard': '현재 검수를 맡은 팀이 없습니다.',
  'emergency.record.weeks': '최근 13주',
  'emergency.record.noCases': '사례가 없습니다.',
  'emergency.record.nothing': '공유된 노트와 개인 목표가 없습니다.',
  'emergency.record.more': '더 보기',
  'emergency.record.by': ({ name, day }) => `${name} 님 · ${day}`,
  'emergency.record.recheck': ({ reason }) => `재검토 요청: ${reason}`,

  'work.emergency.ask': '긴급 열람 요청',
  'recorded.kept.emergency':
    '내 기록에 대해 확인된 모든 긴급 열람: 요청한 사람, 사유, 시간, 확인한 사람과 종료한 사람. 열람할 때마다 내 기록을 본 사람 목록에도 남습니다.',
  'recorded.seen.emergency':
    '본인, 담당 리드와 매니저, 관리자. 확인되기 전에는 요청한 사람과 확인할 수 있는 사람만 볼 수 있습니다.',
} satisfies SameAs<typeof en>
