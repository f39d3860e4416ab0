import { count, thousands } from '#client/messages/plurals.ts'

type Name = { name: string }
type Day = { day: string }
type N = { n: number }
type Span = { from: string; until: string }
type Counts = {
  source: string
  added: number
  removed: number
  unchanged: number
  kept: number
  refused: number
}

export const messages = {
  'shift.title': 'My shifts and absences',
  'shift.teams': 'Shifts of the team',
  'shift.teams.empty': 'The team has no analysts today.',
  'shift.of': ({ name }: Name) => `Shifts · ${name}`,
  'shift.forbidden': 'Shifts are seen by the person and by whoever leads them today.',
  'shift.empty': 'No shifts yet. Once they are here, your phone stays quiet outside of them.',
  'shift.empty.of': 'No shifts yet. The person or you can enter them.',
  'shift.unknown': 'No shifts yet',
  'shift.readers': 'Seen by you and by whoever leads you today. Others see at most until when you are away.',
  'shift.readers.of': 'Seen by the person and by whoever leads them today.',
  'shift.weekday.1': 'Mon',
  'shift.weekday.2': 'Tue',
  'shift.weekday.3': 'Wed',
  'shift.weekday.4': 'Thu',
  'shift.weekday.5': 'Fri',
  'shift.weekday.6': 'Sat',
  'shift.weekday.7': 'Sun',
  'shift.span': ({ from, until }: Span) => `${from} to ${until}`,
  'shift.span.next': ({ from, until }: Span) => `${from} to ${until} next day`,
  'shift.days': ({ from, until }: Span) => `${from} to ${until}`,
  'shift.none': 'no shift',
  'shift.away': 'away',
  'shift.away.part': 'away for a part',
  'shift.today': ({ hours }: { hours: string }) => `Today: ${hours}`,
  'shift.week.of': ({ n }: N) => count(n, 'shift'),
  'shift.week.before': 'Week before',
  'shift.week.after': 'Week after',
  'shift.zone': 'Time zone',
  'shift.zone.hint': 'The times stay the same there when the clocks change.',
  'shift.zone.of': ({ zone }: { zone: string }) => `Times of ${zone}`,
  'shift.patterns': 'Weekly hours',
  'shift.pattern': 'Weekly hours',
  'shift.pattern.add': 'Set weekly hours',
  'shift.pattern.none': 'No shifts',
  'shift.pattern.from': ({ day }: Day) => `from ${day}`,
  'shift.pattern.startsOn': 'From this day on',
  'shift.pattern.startsOn.hint': 'They hold until others begin.',
  'shift.pattern.weekdays': 'Weekdays',
  'shift.pattern.empty': 'Without a weekday there are no shifts from that day on.',
  'shift.pattern.differs': 'Other hours on some days',
  'shift.from': 'From',
  'shift.until': 'To',
  'shift.from.day': ({ day }: Day) => `${day} from`,
  'shift.until.day': ({ day }: Day) => `${day} to`,
  'shift.night': 'A shift that ends before it begins ends on the next day.',
  'shift.day': 'This day',
  'shift.day.usual': 'As every week',
  'shift.day.imported': 'As imported',
  'shift.day.work': 'Other hours',
  'shift.day.off': 'No shift',
  'shift.absences': 'Absences',
  'shift.absence': 'Absence',
  'shift.absence.add': 'Add an absence',
  'shift.absence.none': 'No absence ahead.',
  'shift.absence.first': 'First day',
  'shift.absence.last': 'Last day',
  'shift.absence.part': 'Only a part of the day',
  'shift.absence.why': 'Why somebody is away is neither asked nor kept.',
  'shift.delegate': 'Name who decides meanwhile',
  'shift.delegate.how':
    'While you are away, approvals go to others who may decide. Who decides in your place, you name yourself.',
  'shift.source': ({ source }: { source: string }) => `From ${source}`,
  'shift.by': ({ name }: Name) => `Entered by ${name}`,
  'shift.save': 'Save the times',
  'shift.away.save': 'Save the absence',
  'shift.remove': 'Remove',
  'shift.missing.day': 'Choose a day.',
  'shift.missing.time': 'Enter a time.',
  'shift.order': 'The last day is not before the first, and an absence has at most 400 days.',
  'shift.order.time': 'The end comes after the beginning.',
  'shift.failed': 'This could not be kept on this phone.',
  'shift.import': 'Import',
  'shift.import.title': 'Import shifts',
  'shift.import.person': 'Whose shifts they are',
  'shift.import.person.hint':
    'A calendar’s events are of the people whom they invite, unless you choose one.',
  'shift.import.everybody': 'As the file says',
  'shift.import.choose': 'Choose a roster',
  'shift.import.hint':
    'CSV, .xlsx or a calendar (.ics). Columns: e-mail or reference, date, from, to, kind. What a later file of the same name leaves out is removed.',
  'shift.import.run': ({ n }: N) => `Make ${count(n, 'change')}`,
  'shift.import.planned': ({ source, added, removed, unchanged, kept, refused }: Counts) =>
    `${source}: ${thousands(added)} to add, ${thousands(removed)} to remove, ${thousands(unchanged)} unchanged, ${thousands(kept)} corrected by hand and left so, ${thousands(refused)} refused. Nothing has changed yet.`,
  'shift.import.done': ({ source, added, removed, unchanged, kept, refused }: Counts) =>
    `${source}: ${thousands(added)} added, ${thousands(removed)} removed, ${thousands(unchanged)} unchanged, ${thousands(kept)} corrected by hand and left so, ${thousands(refused)} refused.`,
  'shift.import.unreadable': 'This file cannot be read. Save it as CSV, .xlsx or .ics.',
  'shift.import.tooMany': 'This file has more than 4,000 shifts. Import it in pieces.',
  'shift.import.failed': 'The roster was not taken. Nothing has changed.',
  'shift.import.offline': 'Importing needs a connection.',
  'shift.import.missing': ({ names }: { names: string }) => `Columns that the file lacks: ${names}`,
  'shift.import.refused': 'Rows that are not taken',
  'shift.import.row': ({ row }: { row: number }) => `Row ${thousands(row)}`,
  'shift.import.field.person': 'person',
  'shift.import.field.date': 'date',
  'shift.import.field.from': 'from',
  'shift.import.field.to': 'to',
  'shift.import.field.kind': 'kind',
  'shift.import.field.last_date': 'last day',
  'shift.import.reason.missing': 'empty',
  'shift.import.reason.bad_date': 'no date such as 2026-11-03',
  'shift.import.reason.bad_time': 'no time such as 09:00',
  'shift.import.reason.bad_kind': 'neither a shift, a day off nor an absence',
  'shift.import.reason.order': 'the end comes before the beginning',
  'shift.import.reason.too_long': 'too long',
  'shift.import.reason.twice': 'twice in the file',
  'shift.import.reason.unreadable': 'cannot be read',
  'shift.import.reason.no_person': 'says of nobody',
  'shift.import.reason.no_times': 'a shift without times',
  'shift.import.reason.unknown_zone': 'a time zone that nobody knows',
  'shift.import.reason.unknown_person': 'nobody of the team is called so',
  'shift.import.reason.several_people': 'several of the team are called so',
  'work.shifts.setPattern': 'Weekly hours',
  'work.shifts.removePattern': 'Weekly hours taken back',
  'work.shifts.saveEntry': 'Shift or absence',
  'work.shifts.removeEntry': 'Shift or absence removed',
  'recorded.kept.shifts':
    'Your weekly hours, changed days and absences, entered or imported; not why you are away.',
  'recorded.seen.shifts':
    'You, and whoever leads you today. If you decide on approvals, whoever waits for one sees until when you are away. They also decide when your phone may ring.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    shifts: typeof messages
  }
}
