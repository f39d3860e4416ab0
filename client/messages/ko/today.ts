import type { today as en } from '../en/today.ts'
import type { SameAs } from '../words.ts'

export const today = {
  'today.summary': ({ n, time }) =>
    time ? `지금 확인할 항목 ${n}건 · 다음 기한 ${time}` : `지금 확인할 항목 ${n}건`,
  'today.empty': ({ time }) =>
    time ? `지금 확인할 항목이 없습니다. 다음 일정: ${time} 1:1 면담` : '지금 확인할 항목이 없습니다.',
  'today.row.talk': ({ name, n }) => `${name} 님의 이야기 요청 · ${n}분 전`,
  'today.row.signal': ({ x, n }) => `미조치 확인 필요 · 최근 4주 ${n}건 중 ${x}건`,
  'today.row.unread': ({ n }) => `공유한 노트 확인 대기 · ${n}일째`,
  'today.done': '처리했습니다',
  'compose.line': '노트 쓰기, 에스컬레이션 올리기',
} satisfies SameAs<typeof en>
