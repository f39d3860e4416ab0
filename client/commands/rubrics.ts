import { rubrics } from '#shared/rubrics/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withSavedRubric } from './rubrics-changes.ts'
import { paths } from './rubrics-paths.ts'

export const rubricsOnPhone: OnPhoneOf<'rubrics'> = {
  save: onPhone(rubrics.save, {
    editor: ({ versionId }) => paths.editRubric(versionId),
    cache: { 'rubrics.list': withSavedRubric },
    rereads: ['rubrics.list'],
  }),
}
