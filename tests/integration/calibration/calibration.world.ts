import { v7 as uuidv7 } from 'uuid'
import type { ImportRoundInput, MakeRoundInput } from '#shared/calibration/contracts.ts'
import { leads, type Persona } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'

const parts: readonly Persona[] = ['subject', 'peer', ...leads]
const canaries = {
  calibrationCase: { text: 'CANARY-description-of-a-round-case', readers: parts },
  /** The subject has not submitted, and the leads do not rate. */
  calibrationComment: { text: 'CANARY-words-beside-a-blind-rating', readers: ['peer'] as const },
}

const options = ['violation', 'fine'].map((value) => ({ value, ko: null, en: null }))

const roundOf = (world: World) => ({
  roundId: uuidv7(),
  teamId: world.team,
  title: 'Round',
  level: 'nominal' as const,
  options,
  cases: [
    {
      ...{ caseId: uuidv7(), reference: 'C-1', policy: null, repeatOf: null, expected: null },
      description: canaries.calibrationCase.text,
    },
  ],
})

/** A round that the subject and the peer rate. */
export const roundInput = (world: World, changes: Partial<MakeRoundInput> = {}): MakeRoundInput => ({
  ...roundOf(world),
  deadline: new Date(Date.now() + 86_400_000).toISOString(),
  raterIds: [world.people.subject.person.personId, world.people.peer.person.personId],
  ...changes,
})

/** A round that the subject and the peer rated elsewhere. */
export const importInput = (world: World): ImportRoundInput => ({
  ...roundOf(world),
  raters: [world.people.subject, world.people.peer].map(({ person }) => ({
    personId: person.personId,
    values: ['fine'],
  })),
})

/** Lets the lead make a round. Returns its input. */
export async function makeRound(world: World): Promise<MakeRoundInput> {
  const { lead } = world.people
  const input = roundInput(world)
  await lead.client.calibration.make.mutate({ meta: lead.meta(), input })
  return input
}

export const ratingsFor = (input: MakeRoundInput, comment: string | null = null) => ({
  roundId: input.roundId,
  ratings: input.cases.map(({ caseId }) => ({ caseId, value: 'fine', comment })),
})

export const part = worldPart({
  canaries,
  async write(world) {
    const input = await makeRound(world)
    const { peer } = world.people
    await peer.client.calibration.submit.mutate({
      meta: peer.meta(),
      input: ratingsFor(input, canaries.calibrationComment.text),
    })
    return input
  },
  reads: ({ team }, { roundId }) => [
    { procedure: 'calibration.rounds', input: undefined },
    { procedure: 'calibration.raters', input: { teamId: team, called: ['Nobody'] } },
    { procedure: 'calibration.round', input: { roundId } },
  ],
})
