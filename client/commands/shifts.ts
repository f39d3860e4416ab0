import { shifts } from '#shared/shifts/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withEntry, withoutEntry, withoutPattern, withPattern } from './shifts-changes.ts'
import { paths } from './shifts-paths.ts'

const personAddress = ({ personId }: { personId: string }) => paths.of(personId)

export const shiftsOnPhone: OnPhoneOf<'shifts'> = {
  setPattern: onPhone(shifts.setPattern, {
    editor: personAddress,
    cache: { 'shifts.person': withPattern },
  }),
  removePattern: onPhone(shifts.removePattern, {
    editor: personAddress,
    cache: { 'shifts.person': withoutPattern },
  }),
  saveEntry: onPhone(shifts.saveEntry, {
    editor: personAddress,
    cache: { 'shifts.person': withEntry },
  }),
  removeEntry: onPhone(shifts.removeEntry, {
    editor: personAddress,
    cache: { 'shifts.person': withoutEntry },
  }),
}
