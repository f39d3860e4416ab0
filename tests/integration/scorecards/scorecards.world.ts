import { everyId, type World, worldPart } from '#tests/integration/authorization/world.ts'

/** The version of team one's targets, and tomorrow there. */
export async function versionOf(world: World): Promise<{ version: number; tomorrow: string }> {
  const { version, today } = await world.people.lead.client.scorecards.targets.query({ teamId: world.team })
  return { version, tomorrow: Temporal.PlainDate.from(today).add({ days: 1 }).toString() }
}

/** A rate that no earlier version has. */
export const rateAt = (version: number): number => (version + 1) / 1000

/** Lets the lead plan a target of accuracy from tomorrow on. */
export async function planTarget(world: World): Promise<{ version: number; tomorrow: string }> {
  const { lead } = world.people
  const { version, tomorrow } = await versionOf(world)
  const input = {
    ...{ teamId: world.team, metric: 'accuracy' as const, rate: rateAt(version), effectiveFrom: tomorrow },
  }
  const answer = await lead.client.scorecards.setTarget.mutate({ meta: lead.meta(version), input })
  return { version: answer.version, tomorrow }
}

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: (world) => [
    { procedure: 'scorecards.teams', input: undefined },
    { procedure: 'scorecards.targets', input: { teamId: world.team } },
    { procedure: 'scorecards.team', input: { teamId: world.team } },
    { procedure: 'scorecards.trends', input: { teamId: world.team } },
    ...everyId(world).flatMap((personId) => [
      { procedure: 'scorecards.analyst', input: { personId } },
      { procedure: 'scorecards.period', input: { personId, unit: 'quarter', day: null } },
      {
        procedure: 'scorecards.effect',
        input: { personId, metric: 'accuracy', policy: null, day: '2026-11-02' },
      },
    ]),
  ],
})
