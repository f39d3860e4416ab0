import { count, thousands } from '#client/messages/plurals.ts'

const span = (days: number) => (days % 365 === 0 ? count(days / 365, 'year') : count(days, 'day'))
type On = { name: string; from: string; until: string }
type Hold = { reason: string; day: string }
type Named = { name: string }
type Time = { time: string }
type Bounds = { least: number; largest: number }
type Counted = { deleted: number; changed: number; onHold: number }

/** Me: how long each kind of data is kept, and legal holds; what administrators ask and confirm of both, and erasures. */
export const messages = {
  'retention.how':
    'After its period, data is deleted or no longer names anybody. A legal hold keeps records longer: it lets nobody read more, and never keeps wellbeing data.',
  'retention.holds': 'Legal holds',
  'retention.holds.none': 'There is no legal hold.',
  'retention.hold.team': ({ name, from, until }: On) => `${name}, ${from} to ${until}`,
  'retention.hold.open': ({ reason, day }: Hold) => `${reason} · to be reviewed by ${day}`,
  'retention.hold.overdue': ({ reason, day }: Hold) => `${reason} · review was due by ${day}`,
  'retention.hold.ended': ({ reason, day }: Hold) => `${reason} · ended ${day}`,
  'retention.hold.silent': 'they are not notified',
  'retention.hold.own': 'it is about you: another administrator lifts it',
  'retention.periods': 'How long each kind is kept',
  'retention.by.age': ({ days }: { days: number }) => span(days),
  'retention.by.leaving': ({ days }: { days: number }) => `${span(days)} after the last role ended`,
  'retention.by.reason': 'Without an end, as part of the organisation’s work',
  'retention.kind.wellbeing': 'Check-ins, exposure and requests to talk',
  'retention.kind.consents': 'Consents to check-ins',
  'retention.kind.coaching': 'Notes, goals, 1:1s and policy questions',
  'retention.kind.figures': 'Decisions and what is counted from them',
  'retention.kind.reviews': 'Reviews and requests to recheck them',
  'retention.kind.escalations': 'Escalations',
  'retention.kind.shifts': 'Shifts and absences',
  'retention.kind.reads': 'Who read which record',
  'retention.kind.access': 'Sign-in and devices',
  'retention.kind.people': 'Names and roles',
  'retention.kind.invitations': 'Invitations',
  'retention.kind.notifications': 'Notifications',
  'retention.kind.commands': 'Changes that a phone sent',
  'retention.kind.changes': 'Signals for open phones',
  'retention.kind.trail': 'Audit trail',
  'retention.kind.work': 'Rounds, draws, imports, targets, rubrics and precedents',
  'retention.change': 'Change',
  'retention.hold.end': 'Lift',
  'retention.hold.place': 'Place a legal hold',
  'retention.alone':
    'No other administrator signs in, and a second one confirms each of these. Whoever runs the server does it instead: dure erase, dure hold end, dure retention set.',
  'retention.offline': 'Asking and confirming need a connection. What you see here is what this phone kept.',
  'retention.requests.how':
    'An erasure, lifting a hold and another period are confirmed by a second administrator within 7 days. Nothing changes before that.',
  'retention.group.confirm': 'Waits for you to confirm',
  'retention.group.asked': 'Waits to be confirmed',
  'retention.group.open': 'Confirmed, not done yet',
  'retention.group.earlier': 'Earlier requests',
  'retention.request.erasure': ({ name }: Named) => `Erase ${name}`,
  'retention.request.erasure.former': 'Erasure of a former member',
  'retention.request.hold_end': ({ name }: Named) => `Lift the hold on ${name}`,
  'retention.request.hold_end.former': 'Lift the hold on a former member',
  'retention.request.period': ({ kind, days }: { kind: string; days: number }) => `${kind}: ${span(days)}`,
  'retention.request.by': ({ asker, state }: { asker: string; state: string }) => `${asker} · ${state}`,
  'retention.request.asker': 'Asked by',
  'retention.request.confirmer': 'Confirmed by',
  'retention.request.state': 'State',
  'retention.request.present': 'Now',
  'retention.request.then': 'Then',
  'retention.state.asked': ({ time }: Time) => `lapses ${time}`,
  'retention.state.lapsed': ({ time }: Time) => `lapsed ${time}`,
  'retention.state.withdrawn': ({ time }: Time) => `taken back ${time}`,
  'retention.state.declined': ({ time }: Time) => `declined ${time}`,
  'retention.state.overtaken': ({ time }: Time) => `could not be done any more, ${time}`,
  'retention.state.confirmed': ({ time }: Time) => `confirmed ${time}, being done`,
  'retention.state.waits': ({ time }: Time) => `part of it waits for a legal hold to end, since ${time}`,
  'retention.state.done': ({ time }: Time) => `done ${time}`,
  'retention.counts.erasure': 'What goes with the person',
  'retention.counts.hold_end': 'What goes once the hold is lifted',
  'retention.counts.period': 'What the next nights delete with this period',
  'retention.counts.pending': 'The server is counting what would go. Nothing is deleted by that.',
  'retention.counts.none': 'Nothing.',
  'retention.counts.at': ({ time }: Time) => `Counted ${time}`,
  'retention.counts.kind': ({ deleted, changed, onHold }: Counted) =>
    [
      ...(deleted > 0 ? [`${count(deleted, 'row')} deleted`] : []),
      ...(changed > 0 ? [`${thousands(changed)} stay and name a former member`] : []),
      ...(onHold > 0 ? [`a legal hold keeps ${thousands(onHold)}`] : []),
    ].join(' · '),
  'retention.button.confirm': 'Confirm',
  'retention.confirm.erasure':
    'From your confirmation on, the person is signed out and erased within seconds. It cannot be undone, nor brought back from a backup.',
  'retention.confirm.hold_end':
    'From your confirmation on, nothing is kept by this hold. Erasures that waited for it are finished.',
  'retention.confirm.period': 'From your confirmation on, the next night goes by this period.',
  'retention.bar.in_team':
    'You were in this team in the days of the hold. Another administrator decides about it.',
  'retention.bar.role_new':
    'Whoever asks and whoever confirms were administrators before the request, and neither by a role that the other gave or confirmed within the 7 days before. Another administrator confirms it.',
  'retention.decline': 'Decline',
  'retention.withdraw': 'Take back',
  'retention.reason': 'Reason',
  'retention.reason.hint': 'Other administrators read it.',
  'retention.button.ask': 'Ask for confirmation',
  'retention.asked': 'Another administrator has to confirm it.',
  'retention.erase': 'Erase this person',
  'retention.erase.title': ({ name }: Named) => `Erase ${name}`,
  'retention.erase.what':
    'Their sign-in, devices, check-ins and everything about them alone is deleted. What belongs to the work stays and names a former member. What a legal hold keeps stays until it ends. Once you have asked, the server counts it for both of you.',
  'retention.erase.name': 'The person’s name, to make sure',
  'retention.erase.name.hint': ({ name }: Named) => `Type ${name}`,
  'retention.period.title': ({ kind }: { kind: string }) => `Period: ${kind}`,
  'retention.period.days': 'Days after the last role ended',
  'retention.period.hint': ({ least, largest }: Bounds) =>
    `From ${thousands(least)} to ${thousands(largest)}`,
  'retention.period.what':
    'Once you have asked, the server counts what the next nights would delete. It holds when another administrator has confirmed it.',
  'retention.hold.end.title': 'Lift a legal hold',
  'retention.hold.end.what':
    'The hold stays until another administrator has confirmed that it ends. Whom it is on is then notified, if they were notified of it.',
  'retention.hold.what':
    'It holds at once, and lets nobody read more. It never keeps check-ins, exposure or requests to talk.',
  'retention.hold.about': ({ name }: Named) => `Legal hold on ${name}`,
  'retention.hold.onTeam': 'Whoever was in this team',
  'retention.hold.choose': 'Choose a team',
  'retention.hold.from': 'From',
  'retention.hold.until': 'Until',
  'retention.hold.review': 'Somebody looks at it again on',
  'retention.hold.reason.hint': 'Whom it is on reads it, unless they are not notified.',
  'retention.hold.untold': 'Do not notify whom it is on',
  'retention.hold.untold.reason': 'Why they are not notified',
  'retention.hold.placed': 'The legal hold is placed.',
  'retention.error.reason': 'Write why, in 10 to 500 characters.',
  'retention.error.name_differs': 'This is not the name of the person.',
  'retention.error.days': 'Enter whole days within the bounds.',
  'retention.error.period_bounds': 'This is outside of the bounds of this kind.',
  'retention.error.period_same': 'This is the present period.',
  'retention.error.review_past': 'Choose a day that is to come.',
  'retention.error.day': 'Choose a day.',
  'retention.error.team': 'Choose a team.',
  'retention.error.ends_before_start': 'The last day must not be before the first.',
  'retention.error.asked_already': 'A request for this waits already.',
  'retention.error.nobody_confirms':
    'No other administrator could confirm this. It takes an administrator from before you ask, whose role you did not give or confirm in the last 7 days, and who was not in a team on hold. Where there is none, whoever runs the server does it.',
  'retention.error.in_team':
    'You were in this team in the days of the hold. Another administrator has to ask for its end.',
  'retention.error.about_oneself': 'Another administrator has to ask what is about yourself.',
  'retention.error.request_over': 'It was confirmed, declined or taken back already, or it has lapsed.',
  'retention.error.request_uncounted': 'The server is still counting. Try again in a moment.',
  'retention.error.network': 'No connection. Nothing was changed.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    retentionRare: typeof messages
  }
}
