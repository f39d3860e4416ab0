import { count } from '#client/messages/plurals.ts'

/** Rows of each group, and when the next of them is due. */
type Counts = { now: number; people: number; today: number; time?: string }
type Errors = { x: number; n: number }
type Cause = { name: string; x: number; of: number }

export const messages = {
  'today.summary': ({ now, people, today, time }: Counts) =>
    [
      now > 0 && `${now} now`,
      people > 0 && `${people} people`,
      today > 0 && `${today} today`,
      time && `next due ${time}`,
    ]
      .filter(Boolean)
      .join(' · '),
  'today.empty': 'Nothing needs you now.',
  'today.inbox': ({ n }: { n: number }) => (n === 0 ? 'Inbox' : `Inbox, ${n} new`),
  'today.group.now': 'Now',
  'today.group.people': 'People',
  'today.group.today': 'Today',
  'today.row.signal': ({ x, n }: Errors) => `${x} of ${n} wrong · worth a look`,
  'today.row.signal.cause': ({ name, x, of }: Cause) => `${name}: ${x} of the ${of} errors`,
  'today.row.recovery': ({ x, n }: Errors) => `${x} of ${n} wrong · recovered`,
  'today.row.look': ({ ago }: { ago: string }) => `Asks for another look · ${ago}`,
  'today.row.look.kept': 'Another look · judgement kept',
  'today.row.look.partly': 'Another look · accepted in part',
  'today.row.look.changed': 'Another look · judgement changed',
  'today.row.putRight': 'Put right on the platform',
  'today.row.putRight.open': ({ n, day }: { n: number; day: string }) =>
    day ? `${count(n, 'decision')} · due ${day}` : count(n, 'decision'),
  'today.row.putRight.overdue': ({ n }: { n: number }) => `${n} overdue`,
  'today.row.note': 'New note to read',
  'today.row.recognition': 'Recognition to read',
  'today.row.unread': ({ n }: { n: number }) => `Shared note not yet read · day ${n}`,
  'today.row.reply': ({ ago }: { ago: string }) => `Reply to a note · ${ago}`,
  'today.row.handover': 'Notes to hand over',
  'today.row.handover.notes': ({ n, day }: { n: number; day: string }) =>
    `${n} not handed over · role ends ${day}`,
  'today.row.followUp': ({ day }: { day?: string }) => `Follow-up on a note${day ? ` · ${day}` : ''}`,
  'today.row.action': ({ day, title }: { day?: string; title: string }) =>
    day ? `Due ${day} · ${title}` : title,
  'today.row.mine': ({ day }: { day?: string }) => `Action item${day ? ` · due ${day}` : ''}`,
  'today.row.talk': ({ ago }: { ago: string }) => `Asked to talk · ${ago}`,
  'today.row.offer': 'Offers to talk',
  'today.row.rotation': 'Rotation suggested',
  'today.row.talk.will_talk': 'Your request to talk · will talk to you',
  'today.row.talk.time_proposed': 'Your request to talk · a time proposed',
  'today.row.escalation.decide': 'Waits for your decision',
  'today.row.escalation.running_out': ({ left }: { left: string }) => `Clock running out · ${left} left`,
  'today.row.escalation.overdue': ({ left }: { left: string }) => `Clock ${left} overdue`,
  'today.row.escalation.asked': 'More asked of you',
  'today.row.escalation.new': 'New, and yours',
  'today.row.escalation.approved': 'Approved',
  'today.row.escalation.rejected': 'Rejected',
  'today.row.escalation.routed': 'New for your function',
  'today.row.escalation.child': ({ reference }: { reference: string }) => `Child safety ${reference}`,
  'today.row.confirmation.role': 'A role waits for you to confirm it',
  'today.row.confirmation.invitation': 'An invitation waits for you to confirm it',
  'today.row.emergency': 'Emergency access waits for you to confirm it',
  'today.row.confirmation.move': 'A move of a team waits for you to confirm it',
  'today.row.confirmation.retention': 'A request about retention waits for you to confirm it',
  'today.row.confirmation.address': 'Sign-in address to confirm',
  'today.row.undecided': ({ n }: { n: number }) =>
    `${n} in doubt, nobody may decide · give the team a second lead or a manager`,
  'today.row.shared': 'Check-in shared with you',
  'today.row.checkIn': 'Check-in',
  'today.row.checkIn.optional': 'Optional',
  'today.overdue': ({ n }: { n: number }) => `${count(n, 'day')} overdue`,
  'today.act.coach': 'Coach',
  'today.act.recognise': 'Recognise',
  'today.act.answer': 'Answer',
  'today.act.read': 'Read',
  'today.act.decide': 'Decide',
  'today.act.open': 'Open',
  'today.act.select': 'Select',
  'today.act.comment': 'Comment',
  'today.act.done': 'Done',
  'today.act.checkIn': 'Check in',
  'today.act.settle': 'Take off the list',
  'today.act.person': 'Open person',
  'today.act.note': 'Write a note',
  'today.act.later': ({ time }: { time: string }) => `Later: ${time}`,
  'today.done': ({ n = 1 }: { n?: number }) => (n === 1 ? 'Done' : `${n} done`),
  'today.later': ({ n = 1, time }: { n?: number; time: string }) =>
    n === 1 ? `Comes back ${time}` : `${n} come back ${time}`,
  'today.failed': "This couldn't be kept on the phone.",
  'today.sentAlready': 'It has already been sent.',
  'today.settled': ({ n }: { n: number }) => `Settled today: ${count(n, 'row')}`,
  'today.settled.done': ({ time }: { time: string }) => `done ${time}`,
  'today.settled.later': ({ time }: { time: string }) => `put off ${time}`,
  'today.settled.over': 'No longer waiting',
  'today.settled.back': 'Take back',
  'compose.line': 'Write a note, raise an escalation',
  'compose.raise': 'Raise an escalation',
  'compose.whom': 'A note: about whom?',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    today: typeof messages
  }
}
