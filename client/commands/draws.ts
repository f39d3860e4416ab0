import { draws } from '#shared/draws/contracts.ts'
import { withVerdict } from './draws-changes.ts'
import { paths } from './draws-paths.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

export const drawsOnPhone: OnPhoneOf<'draws'> = {
  verify: onPhone(draws.verify, {
    editor: ({ drawId, itemId }) => paths.drawCase(drawId, itemId),
    cache: { 'draws.one': withVerdict },
    rereads: ['draws.one', 'draws.team', 'today.list'],
  }),
}
