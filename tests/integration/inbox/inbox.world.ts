import { worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: () => [
    { procedure: 'inbox.list', input: undefined },
    { procedure: 'inbox.push', input: undefined },
    { procedure: 'inbox.choices', input: undefined },
  ],
})
