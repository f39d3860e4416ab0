import { paths } from '#client/lib/paths.ts'
import { emergency } from '#shared/emergency/contracts.ts'
import { withAsked } from './emergency-changes.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

export const emergencyOnPhone: OnPhoneOf<'emergency'> = {
  ask: onPhone(emergency.ask, {
    editor: ({ subjectId, accessId }) => `${paths.askEmergency(subjectId)}?access=${accessId}`,
    cache: { 'emergency.list': withAsked },
    rereads: ['emergency.list'],
  }),
}
