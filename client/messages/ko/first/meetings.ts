import type { messages as en } from '#client/messages/en/first/meetings.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'today.row.meeting': ({ time, n }) => `${time} 1:1 면담${n > 0 ? ` · 안건 ${n}건` : ''}`,
  'today.row.meetingOpen': ({ day, n }) => `${day} 1:1 면담 · 남은 안건 ${n}건`,
} satisfies SameAs<typeof en>
