import type { messages as en } from '#client/messages/en/first/draws.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'today.row.draw.rates': '비율 표본 검증',
  'today.row.draw.coaching': '코칭 표본 검증',
  'today.row.draw.verification': '2차 검증',
  'today.row.draw': ({ done, mine }) => `${done} 검증 · 내가 할 ${mine}건`,
} satisfies SameAs<typeof en>
