import { people } from '#shared/people/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withPreferences } from './people-changes.ts'

export const peopleOnPhone: OnPhoneOf<'people'> = {
  setPreferences: onPhone(people.setPreferences, { cache: { 'people.me': withPreferences } }),
}
