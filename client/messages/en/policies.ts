export const messages = {
  'recorded.kept.ledger': 'Entries that you opened in the policy ledger of a team that you lead.',
  'recorded.seen.ledger': 'Whoever leads or manages that team.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    policies: typeof messages
  }
}
