export const messages = {
  'today.row.meeting': ({ time, n }: { time: string; n: number }) =>
    `1:1 at ${time}${n > 0 ? ` · ${n} on the agenda` : ''}`,
  'today.row.meetingOpen': ({ day, n }: { day: string; n: number }) => `1:1 ${day} · ${n} still open`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    meetingsFirst: typeof messages
  }
}
