import { paths as administrationPaths } from '#client/commands/administration-paths.ts'
import { paths } from '#client/lib/paths.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

const own = [
  { name: 'me', path: paths.me },
  { name: 'devices', path: paths.devices },
  { name: 'password', path: paths.password },
  { name: 'address', path: paths.address },
  { name: 'my-data', path: administrationPaths.myData },
  { name: 'recorded', path: paths.recorded },
  { name: 'unsent', path: paths.unsent },
  { name: 'about', path: paths.about },
]

/** Me is the same for everybody; its parts are looked at as the lead. */
export const screens = (): Screens => ({
  lead: [
    ...own,
    { name: 'sign-out', path: paths.me, open: clickButton((t) => t('me.signOut')) },
    { name: 'forbidden', path: paths.record },
    { name: 'not-found', path: '/nowhere' },
  ],
  analyst: [
    { name: 'viewers', path: paths.viewers },
    { name: 'me', path: paths.me },
  ],
  manager: [{ name: 'me', path: paths.me }],
  partner: [
    { name: 'me', path: paths.me },
    { name: 'forbidden', path: paths.record },
  ],
  admin: [{ name: 'me', path: paths.me }],
})
