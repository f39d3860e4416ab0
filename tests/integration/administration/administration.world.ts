import { everyId, worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: (world) => [
    { procedure: 'administration.directory', input: { search: '' } },
    { procedure: 'administration.structure', input: undefined },
    { procedure: 'administration.roles', input: undefined },
    { procedure: 'administration.moves', input: undefined },
    ...everyId(world).map((personId) => ({
      procedure: 'administration.directoryPerson',
      input: { personId },
    })),
  ],
})
