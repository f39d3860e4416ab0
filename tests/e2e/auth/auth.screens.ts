import { paths } from '#client/lib/paths.ts'
import { invitationToken } from '#server/demo/organisation.ts'
import { demoSeed } from '#server/demo/seed.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

const invitation = `${paths.invitation}#${invitationToken(demoSeed)}`

export const screens = (): Screens => ({
  nobody: [
    { name: 'sign-in', path: '/' },
    { name: 'invitation', path: invitation },
    { name: 'invitation-password', path: invitation, open: clickButton((t) => t('invitation.next')) },
    { name: 'invitation-gone', path: `${paths.invitation}#gone` },
  ],
})
