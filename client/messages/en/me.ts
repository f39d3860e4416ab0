import { count } from '#client/messages/plurals.ts'

/** Me and what lies beneath: devices, who viewed, unsent work, about. */
export const messages = {
  'page.notFound.title': 'Not here',
  'page.notFound': 'There is no screen at this address.',
  'page.forbidden.title': 'Not open to you',
  'page.home': 'Go to the start',

  'me.person': ({ name, org }: { name: string; org: string }) => `${name} · ${org}`,
  'me.theme': 'Appearance',
  'me.group.account': 'Account',
  'me.group.notifications': 'Notifications',
  'me.group.display': 'Display',
  'me.group.work': 'Work',
  'me.group.organisation': 'Organisation',
  'me.group.settings': 'Settings of the organisation',
  'me.group.rights': 'My record and rights',
  'me.group.device': 'This device',
  'me.group.dure': 'Dure',
  'me.push.on': 'On here',
  'me.push.off': 'Off here',
  'me.notKept': 'This phone could not keep the change. Free some space and try again.',
  'me.unsent': 'Unsent work',
  'me.unsent.none': 'All sent',
  'me.unsent.n': ({ n }: { n: number }) => `${n} on this phone`,
  'me.devices': 'Devices',
  'password.title': 'Change password',
  'password.what': 'Every other device of yours is signed out, and what it keeps is removed.',
  'password.current': 'Present password',
  'password.current.missing': 'Enter your present password.',
  'password.new': 'New password',
  'password.new.missing': 'Enter a new password.',
  'password.save': 'Change',
  'password.changed': 'Your password has been changed',
  'password.wrong': 'This is not your present password.',
  'password.same': 'This is your present password. Choose another one.',
  'password.offline': 'Changing your password needs a connection.',
  'me.viewers': 'Who viewed my record',
  'me.administration': 'Administration',
  'me.roles': 'Who holds which role',
  'me.emergency': 'Emergency access',
  'me.about': 'About Dure',
  'me.about.version': ({ version }: { version: string }) => `Version ${version}`,
  'me.about.what': 'Coaching notes, scorecards and follow-ups for teams that review content.',
  'me.about.content': 'Dure holds case references and decisions, never the content that was reviewed.',
  'me.about.phone':
    'What you open is kept on this phone, so that it is there without a connection. Signing out removes it.',
  'me.signOut': 'Sign out',
  'devices.this': 'This device',
  'devices.seen': ({ time }: { time: string }) => `Last used ${time}`,
  'devices.end': 'Sign out',
  'devices.ended': ({ name }: { name: string }) => `${name} has been signed out`,
  'devices.failed': 'The device could not be signed out.',
  'viewers.empty': 'Nobody else has opened your record.',
  'viewers.what':
    'Opened: it was on their screen. Fetched: their phone took a copy to be ready without a connection, and it may have been read there.',
  'viewers.opened': ({ time }: { time: string }) => `opened ${time}`,
  'viewers.fetched': ({ time }: { time: string }) => `fetched ${time}`,
  'viewers.emergency': ({ time }: { time: string }) => `read by emergency access ${time}`,
  'viewers.scorecard': 'Scorecard',
  'viewers.cases': 'Cases',
  'viewers.person': 'Notes and actions',
  'viewers.check_in': 'A check-in you shared',
  'viewers.figures': 'Figures in the list of the team, or a signal',
  'unsent.attention': 'Needs your attention',
  'unsent.waiting': 'Waiting to be sent',
  'unsent.drafts': 'Drafts',
  'unsent.empty': 'Everything has been sent.',
  'unsent.retry': 'Send again',
  'unsent.edit': 'Edit',
  'unsent.discard': 'Delete',
  'unsent.discard.title': 'Delete this change?',
  'unsent.discard.text': 'It is only on this phone and cannot be brought back.',
  'unsent.discard.dependents': ({ n }: { n: number }) =>
    `${count(n, 'change')} that builds on it goes with it.`,
  'unsent.discard.received': 'The server may already have received it.',
  'unsent.changed': 'This has just changed. Look at the list again.',
  'unsent.sendNow': 'Send now',
  'unsent.written': ({ time }: { time: string }) => `Written ${time}`,
  'unsent.error.NETWORK': 'No connection. It is sent by itself.',
  'unsent.error.UNREADABLE': 'This phone can no longer open the text.',
  'unsent.error.UPGRADE': 'It was written with an older Dure and no longer fits.',
  'unsent.error.RESTORED': 'The server was put back to an earlier state and no longer has this.',
  'unsent.sendAll': 'Send all of these again',
  'unsent.error.DEPENDS': 'It waits for another change that needs attention first.',
  'unsent.refused.nobody_can_decide':
    'Nobody but you could approve this. It needs another lead or a manager of the team first.',
  'unsent.refused.redirect_needs_approver':
    'Who it goes to and whom it is about are changed by a lead or manager who did not raise it.',
  'unsent.refused.subject_could_decide':
    'The person whom it would be about could decide on it, and would no longer see it.',
  'unsent.refused.lowering_needs_approver':
    'A lower severity needs a lead or manager who did not raise it, and a manager at the two highest.',
  'unsent.refused.own_overdue': 'You had it when its clock ran out. Somebody else pauses it.',
  'unsent.refused.nobody_confirms':
    'Nobody else could confirm this. Whoever runs the server can open it with the command line.',
  'unsent.refused.asked_already': 'You have already asked to read what is about this person.',
  'unsent.refused.too_large':
    'It is larger than a proxy on this network lets through. Shorten it, or send it from another network.',
  'unsent.refused.command_too_old':
    'It was written more than 90 days ago. Check whether it is there already, then put it right and send it anew, or throw it away.',

  'recorded.kept.settled': 'What you settled or put off on Today, and when.',
  'recorded.seen.settled': 'Only you.',
  'recorded.kept': 'What is recorded, and who sees it',
  'recorded.not': 'What is not recorded',
  'recorded.not.list':
    'Where you are, how long a screen is open, what you type before you save it, and anything on your phone outside Dure.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    me: typeof messages
  }
}
