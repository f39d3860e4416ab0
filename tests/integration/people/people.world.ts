import { worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: () => [
    { procedure: 'people.me', input: undefined },
    { procedure: 'people.viewsOfMe', input: undefined },
    { procedure: 'people.applied', input: { commandIds: [] } },
  ],
})
