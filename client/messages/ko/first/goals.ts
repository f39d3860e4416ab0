import type { messages as en } from '#client/messages/en/first/goals.ts'
import type { SameAs } from '#client/messages/plurals.ts'

const names = { accuracy: '정확도', missed: '미조치', over_enforced: '과잉 조치' }

export const messages = {
  'today.row.goal': ({ metric, share, day }) =>
    `개인 목표: ${names[metric]} ${share}${day ? ` · ${day}` : ''}`,
  'today.row.ownGoal': ({ metric, share }) => `개인 목표: ${names[metric]} ${share}`,
  'today.row.goalDue': ({ day }) => `함께 확인${day ? ` · ${day}` : ''}`,
} satisfies SameAs<typeof en>
