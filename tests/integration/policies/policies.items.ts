import { paths } from '#client/commands/policies-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['policies']

export const items = ({ head }: Sample): Items<Kinds> => {
  const update = {
    ...head,
    group: 'today' as const,
    versionId: id,
    policy: { code: 'hate-speech', nameKo: '혐오 표현', nameEn: null },
    label: '2026.3',
    effectiveFrom: '2026-12-04',
  }
  return {
    policy_update: { ...update, kind: 'policy_update' },
    policy_unread: { ...update, kind: 'policy_unread', teamName: 'Team', people: 3 },
  }
}
export const buttons = (_: Sample): Buttons<Kinds> => ({
  policy_update: ['Read', paths.update(id)],
  policy_unread: ['Open', paths.update(id)],
})
