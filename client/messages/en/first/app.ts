import { count } from '#client/messages/plurals.ts'

/** Names of the places, and the words of what the app itself shows. A tab label may not exceed eleven letters. */
export const messages = {
  'search.title': 'Search',
  'tab.today': 'Today',
  'tab.team': 'Team',
  'tab.teams': 'Teams',
  'tab.record': 'My record',
  'tab.wellbeing': 'Wellbeing',
  'tab.escalations': 'Escalations',
  'tab.inbox': 'Inbox',
  'tab.me': 'Me',
  'place.choose': 'Which people',

  'signIn.title': 'Sign in',
  'signIn.again': 'Sign in again',
  'signIn.again.why': 'Your sign-in has ended. What you wrote is kept on this phone and is sent afterwards.',
  'signIn.email': 'Work email',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.waiting': 'Signing in…',
  'signIn.forgotten': 'Forgotten your password?',
  'signIn.forgotten.how':
    'Ask whoever administers Dure where you work, or your lead, for a new link. It lets you choose a new password.',
  'signIn.wrong': 'Email or password is not right.',
  'signIn.wait': ({ n }: { n: number }) => `Too many attempts. Try again in ${count(n, 'second')}.`,
  'signIn.busy': 'Many people are signing in. Try again in a moment.',
  'signIn.cookie': 'This browser did not keep the sign-in. Allow cookies for this address and try again.',
  'signIn.offline': 'Signing in needs a connection.',
  'signIn.ended':
    'You were signed out of this phone: your access was changed, or another device of yours ended it. The copies on it have been removed.',
  'signIn.ended.locked': ({ n }: { n: number }) =>
    `${count(n, 'item')} not sent yet. Only your next sign-in here opens what you wrote.`,
  'copies.locked.title': 'Locked until the server answers',
  'copies.locked': ({ n }: { n: number }) =>
    `This phone has not heard from the server for ${count(n, 'hour')}. Its copies of team data open again once it has a connection.`,
  'copies.locked.unsent': ({ n }: { n: number }) =>
    `${count(n, 'change')} not sent yet. Nothing is lost: it is sent by itself.`,
  'copies.locked.ask': 'Try again',
  'language.choose': 'Language',
  'language.ko': '한국어',
  'language.en': 'English',

  'invitation.title': ({ name }: { name: string }) => `Welcome, ${name}`,
  'invitation.org': ({ org }: { org: string }) => `${org} invites you to Dure.`,
  'invitation.email': 'You will sign in with',
  'invitation.next': 'Continue',
  'invitation.password': 'Choose a password',
  'invitation.password.hint': '10 characters or more. A few words you remember work well.',
  'invitation.password.short': 'The password needs at least 10 characters.',
  'invitation.password.common':
    'Too many people use this password, or it is close to your name. Choose another one.',
  'invitation.language': 'Choose a language',
  'invitation.language.hint': 'You can change it at any time under Me.',
  'invitation.gone': 'This invitation is used or has expired. Ask your administrator for a new one.',
  'invitation.step': ({ x, n }: { x: number; n: number }) => `Step ${x} of ${n}`,

  'recorded.title': 'What Dure records about me',
  'recorded.done': 'I have read this',
  'recorded.failed': "This couldn't be kept on the phone. Tap again.",

  'page.failed.title': 'This screen failed',
  'page.failed': 'This screen could not be shown. What you wrote is kept on this phone.',
  'page.failed.offline': 'This screen is not on this phone yet. It opens once there is a connection.',
  'page.reload': 'Load again',
  'page.broken.title': 'No storage',
  'page.broken':
    'This browser does not let Dure keep anything, so nothing you write would be safe. Leave private browsing, free some space, or use another browser.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    app: typeof messages
  }
}
