import { worldPart } from '#tests/integration/authorization/world.ts'

/** Words that every secret begins with, and words of single ones. */
const typed = ['CANARY', 'canary-private', 'CANARY-escalation', 'CANARY-case', 'CANARY-note', 'canary-child']

export const part = worldPart({
  canaries: {},
  write: async () => ({}),
  reads: () => typed.map((text) => ({ procedure: 'search.find', input: { typed: text } })),
})
