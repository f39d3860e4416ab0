import { count } from '#client/messages/plurals.ts'

type Name = { name: string }
type N = { n: number }
type Counts = { source: string; n: number; refused: number }

export const messages = {
  'onCall.title': 'On-call chain',
  'onCall.team': 'Team',
  'onCall.forbidden': 'A chain is set by who leads a team or manages it.',
  'onCall.how':
    'While nobody acknowledges an escalation of these severities, each step is notified in turn, at any hour. Whoever raised it or is its subject, is away or has left is passed over.',
  'onCall.offline': 'Changes here need a connection.',
  'onCall.current': 'Who is called now',
  'onCall.none': 'No chain is set: leads and managers hear of it when a clock runs out.',
  'onCall.empty': 'Without steps the manager is notified at once.',
  'onCall.off': 'Without a severity no chain begins.',
  'onCall.history': 'Planned and earlier',
  'onCall.planned': 'planned',
  'onCall.from': ({ day }: { day: string }) => `From ${day}`,
  'onCall.after': ({ n }: N) => `next after ${count(n, 'minute')}`,
  'onCall.repeats': ({ n }: N) => (n === 0 ? 'Not repeated' : `Repeated ${count(n, 'time')}`),
  'onCall.set': 'Set the chain',
  'onCall.save': 'Set',
  'onCall.saved': ({ day }: { day: string }) => `Set. It holds from ${day}.`,
  'onCall.severities': 'Begins at',
  'onCall.step': ({ n }: N) => `Step ${n}`,
  'onCall.step.manager': 'No step reached anybody',
  'onCall.round': ({ n }: N) => `round ${n}`,
  'onCall.who': 'Whose turn',
  'onCall.who.choose': 'Choose',
  'onCall.who.left': 'Somebody who has left',
  'onCall.minutes': 'Minutes until the next step',
  'onCall.up': 'Move up',
  'onCall.up.this': ({ n }: N) => `Move step ${n} up`,
  'onCall.remove': 'Remove',
  'onCall.remove.this': ({ n }: N) => `Remove step ${n}`,
  'onCall.add': 'Add a step',
  'onCall.again': 'After the last step',
  'onCall.day': 'Holds from',
  'onCall.day.hint':
    "Today or later, by the day of the team's zone. A chain that runs already keeps its steps.",
  'onCall.source.person': 'A person',
  'onCall.source.shift': 'Leads on shift',
  'onCall.source.calendar': 'Whoever the calendar names',
  'onCall.source.manager': 'The manager',
  'onCall.wrong.turn': 'Choose whose turn it is.',
  'onCall.wrong.minutes': 'Whole minutes from 1 to 1440.',
  'onCall.wrong.day': 'Choose a day from today on.',
  'onCall.refused.past': 'This day is over. Choose today or a later one.',
  'onCall.refused.not_reachable': 'This person neither leads the team nor manages it any more.',
  'onCall.refused.chain_changed': 'Somebody set it meanwhile. Look at what holds now, then set it again.',
  'onCall.outcome.notified': ({ name }: Name) => `${name} notified`,
  'onCall.outcome.barred': ({ name }: Name) => `${name} passed over: raised it or is its subject`,
  'onCall.outcome.left': ({ name }: Name) => `${name} passed over: neither leads nor manages the team`,
  'onCall.outcome.away': ({ name }: Name) => `${name} passed over: away, and nobody stands in`,
  'onCall.outcome.nobody': ({ name }: Name) => `${name}: nobody could be reached`,
  'onCall.next': ({ who, time }: { who: string; time: string }) => `Next: ${who}, ${time}`,
  'onCall.through': 'The chain is through. Nobody has acknowledged it.',
  'onCall.ended': ({ name }: Name) => `Nobody else is called: ${name} has it.`,
  'onCall.takeOver': 'Take over',
  'onCall.calendar': 'On-call calendar',
  'onCall.calendar.none': 'No calendar of an on-call tool is imported.',
  'onCall.calendar.imported': ({ source, name, day }: { source: string; name: string; day: string }) =>
    `“${source}”, imported by ${name} on ${day}`,
  'onCall.calendar.span': ({ from, until }: { from: string; until: string }) => `${from} to ${until}`,
  'onCall.calendar.choose': 'Choose a calendar',
  'onCall.calendar.hint':
    'An .ics file of the on-call tool. It is read on this device: whom an event invites, or whose name is in its title. A new one replaces it.',
  'onCall.calendar.run': 'Import',
  'onCall.calendar.planned': ({ source, n, refused }: Counts) =>
    `“${source}”: ${count(n, 'turn')}, ${count(refused, 'event')} not taken. Nothing is imported yet.`,
  'onCall.calendar.done': ({ source, n, refused }: Counts) =>
    `“${source}” imported: ${count(n, 'turn')}, ${count(refused, 'event')} not taken.`,
  'onCall.calendar.unreadable': 'This file is no calendar. Save it as .ics.',
  'onCall.calendar.tooMany': 'This calendar has more than 2,000 turns in 180 days.',
  'onCall.calendar.refused': 'Events that are not taken',
  'onCall.calendar.event': ({ n }: N) => `Event ${n}`,
  'onCall.calendar.reason.missing': 'no beginning',
  'onCall.calendar.reason.unreadable': 'cannot be read',
  'onCall.calendar.reason.order': 'the end comes before the beginning',
  'onCall.calendar.reason.unknown_zone': 'a time zone that nobody knows',
  'onCall.calendar.reason.unknown_person': 'names nobody who leads or manages the team',
  'onCall.calendar.reason.several_people': 'several people are called so',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    onCall: typeof messages
  }
}
