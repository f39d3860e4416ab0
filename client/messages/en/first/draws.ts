export const messages = {
  'today.row.draw.rates': 'Cases drawn for rates',
  'today.row.draw.coaching': 'Cases drawn for coaching',
  'today.row.draw.verification': 'Cases to verify again',
  'today.row.draw': ({ done, mine }: { done: string; mine: number }) => `Verified ${done} · ${mine} for you`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    drawsFirst: typeof messages
  }
}
