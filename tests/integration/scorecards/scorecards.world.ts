import { everyId, worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: (world) => [
    { procedure: 'scorecards.teams', input: undefined },
    { procedure: 'scorecards.team', input: { teamId: world.team } },
    ...everyId(world).map((personId) => ({ procedure: 'scorecards.analyst', input: { personId } })),
  ],
})
