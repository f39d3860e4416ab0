import type { messages as en } from '#client/messages/en/first/questions.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'today.row.question': ({ due }) => `정책 문의 · ${due}까지 답변`,
  'today.row.question.answered': '정책 문의 답변',
} satisfies SameAs<typeof en>
