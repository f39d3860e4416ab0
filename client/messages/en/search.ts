export const messages = {
  'search.field': 'Names, case numbers, words',
  'search.hint':
    'Finds people, cases, notes, escalations, policies and precedents, also by the first consonants of Korean words.',
  'search.none': ({ typed }: { typed: string }) => `Nothing with “${typed}”.`,
  'search.offline': 'Found on this phone. With a connection, Dure searches the server as well.',
  'search.failed': 'The server did not answer. This is what was found on this phone.',
  'search.people': 'People',
  'search.cases': 'Cases',
  'search.notes': 'Notes',
  'search.escalations': 'Escalations',
  'search.policies': 'Policies',
  'search.precedents': 'Precedents',
  'search.found': ({ n }: { n: number }) => `${n} found`,
  'search.directory': 'Open under Administration',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    search: typeof messages
  }
}
