import { worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: () => [
    { procedure: 'auth.sessions', input: undefined },
    { procedure: 'auth.invitation', input: { token: 'x' } },
  ],
})
