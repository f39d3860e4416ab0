import { thousands } from '#client/messages/plurals.ts'

/** Settling several rows of Today together. */
export const messages = {
  'select.chosen': ({ n }: { n: number }) => `${n} selected`,
  'select.done': ({ n }: { n: number }) => (n === 0 ? 'Done' : `Done (${n})`),
  'select.row': ({ row }: { row: string }) => `Select: ${row}`,
  'select.alone.talk': 'Answered one by one',
  'select.alone.decision': 'Decided one by one',
  'select.unread': 'Not read yet',

  'day.title': 'The day',
  'day.empty': 'Nothing is due today.',
  'day.due': ({ n }: { n: number }) => `Due today: ${thousands(n)}`,
  'day.sometime': 'today',
  'day.figure': ({ now, clocks }: { now: string; clocks: string }) =>
    `Business hours 09:00 to 18:00, now ${now}${clocks === '' ? '' : `, clocks running out at ${clocks}`}`,
  'first.title': 'Three steps to your first figure.',
  'first.people': 'Invite your analysts',
  'first.people.who': 'The lead or an administrator',
  'first.people.do': 'Invite',
  'first.audits': 'Import the audit log',
  'first.audits.who': 'The lead · a CSV or Excel file',
  'first.audits.do': 'Import',
  'first.figure': 'See the first figure',
  'first.figure.who': 'Lead and managers, after that',
  'first.figure.do': 'See',
  'first.done': 'Done',
  'first.open': 'To do',
  'first.tour': 'Look around',
  'first.tour.what': 'A sample team · nothing of it is kept',
  'first.sample': 'Sample file',
  'first.sample.what': 'To import and undo again',
  'first.sample.do': 'Download',
  'first.sample.file': 'sample-audit-log.csv',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    todayLater: typeof messages
  }
}
