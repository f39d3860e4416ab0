/** Where a piece of work is: on this phone, on its way, sent, or stuck. */
export const messages = {
  'sync.keeping': 'Being kept on this phone',
  'sync.local': 'On this phone · will be sent when online',
  'sync.sending': 'Sending',
  'sync.sent': ({ time }: { time: string }) => `Sent ${time}`,
  'sync.attention': ({ n }: { n: number }) => `${n} not sent yet: they need your attention`,
  'sync.stuck': 'Not sent yet: needs your attention.',
  'sync.stuck.edit': 'Look at it',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    offline: typeof messages
  }
}
