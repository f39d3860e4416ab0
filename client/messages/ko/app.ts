import type { app as en } from '../en/app.ts'
import type { SameAs } from '../words.ts'

export const app = {
  'tab.today': '오늘',
  'tab.team': '팀',
  'tab.record': '내 기록',
  'tab.wellbeing': '마음 건강',
  'tab.escalations': '에스컬레이션',
  'tab.me': '내 정보',
} satisfies SameAs<typeof en>
