export const messages = {
  'today.row.update': ({ day }: { day: string }) => `New version · in force from ${day}`,
  'today.row.unreadUpdate': ({ n, day }: { n: number; day: string }) =>
    `Not read by ${n} · in force from ${day}`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    policiesFirst: typeof messages
  }
}
