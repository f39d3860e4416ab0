/** Where a piece of work is: on this phone, on its way, sent, or stuck. */
export const messages = {
  'sync.local': 'On this phone · will be sent when online',
  'sync.sending': 'Sending',
  'sync.attention': ({ n }: { n: number }) => `${n} not sent yet: they need your attention`,
  'kept.unsafe': 'This phone can keep nothing right now. Leave Dure open until everything has been sent.',
  'kept.lost': ({ n }: { n: number }) =>
    `The browser has cleared its storage. ${n} pieces of unsent work are no longer on this phone: write them again where they matter.`,
  'kept.lost.seen': 'I have read this',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    offline: typeof messages
  }
}
