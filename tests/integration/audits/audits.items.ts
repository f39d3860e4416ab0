import { paths as auditPaths } from '#client/commands/audits-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['audits']

export const items = ({ head }: Sample): Items<Kinds> => ({
  look: { ...head, kind: 'look', lookId: id, auditId: id },
  look_answered: { ...head, kind: 'look_answered', auditId: id, status: 'changed' },
  put_right: {
    ...head,
    ...{ kind: 'put_right', teamId: id, teamName: '커뮤니티', n: 3, overdue: 1, dueAt: head.at },
  },
})
export const buttons = (): Buttons<Kinds> => ({
  look: ['Answer', paths.case(id)],
  look_answered: ['Read', paths.case(id)],
  put_right: ['Open', auditPaths.putRight(id)],
})
