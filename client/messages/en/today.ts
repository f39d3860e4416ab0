/** Settling several rows of Today together. */
export const messages = {
  'select.chosen': ({ n }: { n: number }) => `${n} selected`,
  'select.done': ({ n }: { n: number }) => (n === 0 ? 'Done' : `Done (${n})`),
  'select.row': ({ row }: { row: string }) => `Select: ${row}`,
  'select.alone.talk': 'Answered one by one',
  'select.alone.decision': 'Decided one by one',
  'select.unread': 'Not read yet',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    todayLater: typeof messages
  }
}
