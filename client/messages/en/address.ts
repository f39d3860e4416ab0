/** Me: the sign-in address, and asking for another one. */
export const messages = {
  'address.title': 'Sign-in address',
  'address.present': 'You sign in with',
  'address.what':
    'You can ask for another address. It holds once an administrator confirms it; until then you sign in with the present one.',
  'address.alone':
    'Nobody else administers here: whoever runs the server confirms it, with the command “dure address”.',
  'address.new': 'New address',
  'address.new.missing': 'Enter the new address.',
  'address.ask': 'Ask for it',
  'address.asked': 'Asked for. It waits to be confirmed',
  'address.open': 'You asked for',
  'address.open.until': ({ day }: { day: string }) => `Waits to be confirmed, until ${day}`,
  'address.open.how':
    'Tell an administrator yourself: they confirm it only when they know that it was you who asked.',
  'address.withdraw': 'Withdraw the request',
  'address.withdrawn': 'Withdrawn. Your address stays as it is',
  'address.declined': ({ email }: { email: string }) =>
    `An administrator declined ${email}. Your address stays as it is.`,
  'address.lapsed': ({ email, n }: { email: string; n: number }) =>
    `Nobody confirmed ${email} within ${n} days. Ask again if you still want it.`,
  'address.same': 'You sign in with this address already.',
  'address.offline': 'Asking for another address needs a connection.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    address: typeof messages
  }
}
