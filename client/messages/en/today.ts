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
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    todayLater: typeof messages
  }
}
