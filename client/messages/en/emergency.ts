import { count } from '#client/messages/plurals.ts'

type Name = { name: string }
type Time = { time: string }

/** Emergency access: asking, confirming, reading, and what the person sees of it. */
export const messages = {
  'emergency.title': 'Emergency access',
  'emergency.how':
    'In an emergency an administrator may read what is about one person, for 24 hours at most. Somebody else confirms it first, and the person is told at once.',
  'emergency.scope':
    'It opens scorecard, cases, notes shared with the person, and goals. Check-ins, requests to talk, what was seen at work, and escalations are never part of it. Nothing can be changed.',
  'emergency.none': 'There is no emergency access that concerns you.',
  'emergency.group.confirm': 'Waits for you to confirm',
  'emergency.group.asked': 'Waits to be confirmed',
  'emergency.group.open': 'Open now',
  'emergency.group.earlier': 'Earlier',
  'emergency.own': 'Emergency access to your record',
  'emergency.by': ({ asker, state }: { asker: string; state: string }) => `${asker} · ${state}`,
  'emergency.state.asked': ({ time }: Time) => `asked ${time}`,
  'emergency.state.lapsed': ({ time }: Time) => `lapsed, asked ${time}`,
  'emergency.state.withdrawn': ({ time }: Time) => `taken back ${time}`,
  'emergency.state.declined': ({ time }: Time) => `declined ${time}`,
  'emergency.state.open': ({ time }: Time) => `open until ${time}`,
  'emergency.state.over': ({ time }: Time) => `was open until ${time}`,
  'emergency.state.ended': ({ time }: Time) => `ended ${time}`,
  'emergency.about': ({ name }: Name) => `Emergency access: ${name}`,
  'emergency.asker': 'Asked by',
  'emergency.confirmer': 'Confirmed by',
  'emergency.server': 'Whoever runs the server',
  'emergency.time': 'For',
  'emergency.hours': ({ n }: { n: number }) => count(n, 'hour'),
  'emergency.state': 'State',
  'emergency.confirm': 'Confirm',
  'emergency.confirm.what':
    'From your confirmation on, the record is open. The person, whoever leads and manages them, and every administrator are told of it, with your name and the reason.',
  'emergency.decline': 'Decline',
  'emergency.withdraw': 'Take back',
  'emergency.end': 'End now',
  'emergency.read': 'Read the record',
  'emergency.offline': 'Confirming and ending need a connection.',
  'emergency.error.asked': 'This was asked anew. Look at it again.',
  'emergency.error.lapsed': 'Nobody confirmed it within 24 hours. It has lapsed.',
  'emergency.error.withdrawn': 'It was taken back.',
  'emergency.error.declined': 'It was declined already.',
  'emergency.error.open': 'It was confirmed already.',
  'emergency.error.over': 'Its time has run out already.',
  'emergency.error.ended': 'It was ended already.',
  'emergency.error.network': 'No connection. Nothing was changed.',

  'emergency.ask.title': ({ name }: Name) => `Emergency access: ${name}`,
  'emergency.ask.what':
    'Another administrator, or whoever manages the person, confirms it. The person then sees your name, theirs and the reason, and so do whoever leads and manages them and every administrator.',
  'emergency.ask.reason': 'Why it cannot wait',
  'emergency.ask.reason.hint':
    'A legal order, harm to a person, or everybody who reads is away. The person reads it.',
  'emergency.ask.reason.missing': 'Write why, in 10 to 500 characters.',
  'emergency.ask.hours': 'Open for, once it is confirmed',
  'emergency.ask.send': 'Ask',
  'emergency.ask.failed': "This couldn't be kept on the phone.",

  'emergency.record.closed': 'This access is not open, or it is not yours.',
  'emergency.record.until': ({ time }: Time) =>
    `Open until ${time}. Every look is entered in the person's log.`,
  'emergency.record.timeline': 'Timeline',
  'emergency.record.cases': 'Cases',
  'emergency.record.scorecard': 'Scorecard',
  'emergency.record.noScorecard': 'This person audits in no team today.',
  'emergency.record.weeks': 'The last 13 weeks',
  'emergency.record.noCases': 'There are no cases.',
  'emergency.record.nothing': 'No notes are shared with this person, and there are no goals.',
  'emergency.record.more': 'Show more',
  'emergency.record.by': ({ name, day }: Name & { day: string }) => `${name} · ${day}`,
  'emergency.record.recheck': ({ reason }: { reason: string }) => `Asked for another look: ${reason}`,

  'work.emergency.ask': 'Emergency access asked for',
  'recorded.kept.emergency':
    'Every emergency access to your record that was confirmed: who asked, why, for how long, who confirmed and who ended it. Each look through it is in the list of who viewed your record.',
  'recorded.seen.emergency':
    'You, whoever leads and manages you, and administrators. Before it is confirmed: who asked, and who may confirm it.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    emergency: typeof messages
  }
}
