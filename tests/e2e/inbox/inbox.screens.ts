import { paths } from '#client/lib/paths.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export const screens = (): Screens => ({
  lead: [
    { name: 'notifications', path: paths.notifications },
    { name: 'inbox', path: paths.inbox },
  ],
})
