import { type MarkInput, policies } from '#shared/policies/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withMark } from './policies-changes.ts'
import { paths } from './policies-paths.ts'
import { withoutItems } from './today-changes.ts'

const withoutUpdate = (view: TodayView, { versionId }: MarkInput) =>
  withoutItems(view, (item) => item.kind === 'policy_update' && item.versionId === versionId)

export const policiesOnPhone: OnPhoneOf<'policies'> = {
  mark: onPhone(policies.mark, {
    editor: ({ versionId }) => paths.update(versionId),
    text: ({ text }) => text,
    cache: { 'policies.updates': withMark, 'today.list': withoutUpdate },
  }),
}
