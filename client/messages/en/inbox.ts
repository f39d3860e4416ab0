import { count } from '#client/messages/plurals.ts'

type About = { name: string; day: string }

/** Rows are nouns: what happened, and to what. The push says neither. */
export const messages = {
  'inbox.title': 'Inbox',
  'inbox.empty': 'Nothing has come in yet. What concerns you is listed here, with or without a push.',
  'inbox.unread': 'New',
  'inbox.earlier': 'Earlier',
  'inbox.readAll': 'Mark all as read',
  'inbox.notKept': "This couldn't be kept on the phone.",
  'inbox.about': ({ what, subject }: { what: string; subject: string }) => `${what}: “${subject}”`,
  'inbox.about.noteShared': ({ name, note, day }: About & { note: string }) =>
    `Shared with you: ${note} from ${name}, ${day}`,
  'inbox.about.ownNote': ({ name, day }: About) => `Reply to the note from ${name}, ${day}`,
  'inbox.about.note': ({ name, day }: About) => `Reply to the note for ${name}, ${day}`,
  'inbox.about.talk': ({ name, day }: About) => `${name} would like to talk, asked ${day}`,
  'inbox.about.talkAnswer': ({ name, day }: About) => `${name} answered what you asked on ${day}`,
  'inbox.about.talkOffer': ({ name, day }: About) => `${name} offers to talk, ${day}`,
  'inbox.kind.approval_waiting': 'Approval waiting for you',
  'inbox.kind.on_call': 'On call: an escalation waits',
  'inbox.kind.clock_at_risk': 'At risk',
  'inbox.kind.clock_overdue': 'Overdue',
  'inbox.kind.escalation_news': 'Escalation changed',
  'inbox.kind.escalation_hidden': 'An escalation that you no longer see',
  'inbox.kind.confirmation_waiting': 'Role, invitation or address to confirm',
  'inbox.kind.role_confirmed': 'Role confirmed',
  'inbox.kind.emergency_waiting': 'Emergency access to confirm',
  'inbox.kind.emergency_opened': 'Emergency access confirmed',
  'inbox.kind.emergency_ended': 'Emergency access ended or declined',
  'inbox.kind.role_declined': 'Role or invitation declined',
  'inbox.kind.team_moved': 'Team moved below another',
  'inbox.kind.move_declined': 'Move of a team declined',
  'inbox.kind.address_asked': 'Another sign-in address asked for',
  'inbox.kind.address_confirmed': 'Sign-in address changed',
  'inbox.kind.address_declined': 'Sign-in address declined',
  'inbox.kind.hold_placed': 'Legal hold on your records',
  'inbox.kind.hold_ended': 'Legal hold on your records ended',
  'inbox.kind.request_waiting': 'A request about retention waits for you',
  'inbox.kind.request_decided': 'Request about retention confirmed or declined',
  'inbox.kind.mention': 'You are mentioned',
  'inbox.kind.talk_requested': 'Request to talk',
  'inbox.kind.talk_offered': 'Offer to talk',
  'inbox.kind.talk_answered': 'Answer to your request to talk',
  'inbox.kind.note_shared': 'Note shared with you',
  'inbox.about.handover': ({ name, day }: About) => `Your note of ${day} handed over to ${name}`,
  'inbox.about.takenOver': ({ name, day }: About) => `Note about ${name} of ${day} handed over to you`,
  'inbox.kind.note_handover': 'Note handed over',
  'inbox.kind.action_due': 'Action item due',
  'inbox.kind.inherited_due': 'Action item from a lead of before due',
  'inbox.kind.follow_up_due': 'Follow-up due',
  'inbox.kind.note_added': 'Addendum to a note',
  'inbox.kind.note_replied': 'Reply to a note',
  'inbox.kind.recheck_asked': 'Another look asked for',
  'inbox.kind.look_answered': 'Answer about another look',
  'work.inbox.read': 'Inbox read',
  'work.inbox.setChoices': 'Notification choices',

  'push.title': 'Notifications',
  'push.here': 'On this device',
  'push.explained':
    'Dure can tell this device that something needs you. The lock screen shows one sentence, the same for everything: no name, no case, no kind.',
  'push.switch': 'Notify this device',
  'push.offline': 'Turning it on or off needs a connection.',
  'push.failed': 'The device could not be set. Try again when there is a connection.',
  'push.not.unsupported': 'This browser cannot be notified. Everything is in the inbox.',
  'push.not.install-first': 'Add Dure to the home screen first. Until then everything is in the inbox.',
  'push.not.denied':
    'Notifications from Dure are blocked in this browser’s settings. Everything is in the inbox.',
  'push.inbox': 'Everything, with or without a push',
  'push.devices': ({ n }: { n: number }) =>
    n === 0 ? 'No device is notified' : `${count(n, 'device')} notified`,

  'quiet.title': 'Quiet hours',
  'quiet.switch': 'No notifications during quiet hours',
  'quiet.hint':
    'Also none while you are away or off shift. Clocks of immediate and urgent escalations still reach who is on call.',
  'quiet.from': 'From',
  'quiet.until': 'Until',
  'quiet.same': 'Choose two different times.',

  'choices.title': 'What comes, and when',
  'choices.explained':
    'The inbox has everything at once. What is chosen here holds for pushes and e-mails. Calls, decisions asked of you, assignments, mentions and take-overs of immediate and urgent escalations come at once all the same.',
  'choices.group.clocks': 'Clocks and requests to talk',
  'choices.group.account': 'My account',
  'choices.group.approvals': 'Approvals and confirmations',
  'choices.group.escalations': 'Escalations and mentions',
  'choices.group.notes': 'Notes and replies',
  'choices.group.reviews': 'Reviews and rechecks',
  'choices.group.meetings': '1:1s, actions and goals',
  'choices.group.wellbeing': 'Offers to talk and answers',
  'choices.group.questions': 'Policy questions',
  'choices.group.calibration': 'Calibration',
  'choices.group.administration': 'Roles, teams and retention',
  'choices.fixed': 'Always at once',
  'choices.why.clocks':
    'Of what you hold or are on call for, and requests to talk with you: these cannot be turned off.',
  'choices.why.account':
    'A change of the sign-in address and emergency access to your record: somebody else may have caused them.',
  'choices.timing.now': 'At once',
  'choices.timing.digest': 'In the digest',
  'choices.timing.off': 'Inbox only',
  'choices.digest': 'Digest, once a day at',
  'choices.digest.hint': ({ zone }: { zone: string }) =>
    `By the clock of ${zone}. It waits for the end of quiet hours and absences, and for your next shift.`,
  'choices.digest.wrong': 'Choose a time such as 09:00.',
  'choices.email': 'By e-mail',
  'choices.email.switch': 'Also send an e-mail',
  'choices.email.hint': ({ address }: { address: string }) =>
    `To ${address}, at the same times as a push, and as a rule no more than one in ten minutes. It says the same sentence and leads to the inbox.`,
  'choices.email.none': 'This installation sends no e-mail.',
  'choices.email.noAddress': 'You have no sign-in address that an e-mail could go to.',

  'recorded.kept.inbox':
    'What was news to you, when, and whether you read it, for 90 days: its kind and what it is about, never its words.',
  'recorded.seen.inbox': 'Only you.',
  'recorded.kept.push':
    'For every device that takes notifications, the address that its browser gave for them.',
  'recorded.seen.push':
    "Nobody in Dure. The push service of the browser's maker delivers to it and cannot read what is sent.",
  'recorded.kept.mail':
    'What you chose to be notified of; and when an e-mail went to you, for 90 days, without its address. All say the same.',
  'recorded.seen.mail':
    'Nobody in Dure. Whoever runs the server sees how many could not be sent, and your mail provider that they came.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    inbox: typeof messages
  }
}
