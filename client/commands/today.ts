import { today } from '#shared/today/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withSettled, withUnsettled } from './today-changes.ts'

export const todayOnPhone: OnPhoneOf<'today'> = {
  settle: onPhone(today.settle, { cache: { 'today.list': withSettled } }),
  unsettle: onPhone(today.unsettle, { cache: { 'today.list': withUnsettled } }),
}
