import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, personas } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { importInput, makeRound, part, ratingsFor, roundInput } from './calibration.world.ts'

const parts = ['subject', 'peer', ...leads] as const

export const rows: readonly Row[] = [
  { procedure: 'calibration.rounds', state: 'own', allowed: personas, input: () => undefined },
  {
    procedure: 'calibration.round',
    state: 'of team one',
    allowed: parts,
    input: (_, world) => ({ roundId: part.stateOf(world).roundId }),
  },
  {
    procedure: 'calibration.raters',
    state: 'of team one',
    allowed: leads,
    input: (_, world) => ({ teamId: roundInput(world).teamId, called: ['Nobody'] }),
  },
  {
    procedure: 'calibration.make',
    state: 'of team one',
    allowed: leads,
    input: (who, world) => commandOf(who, roundInput(world)),
  },
  {
    procedure: 'calibration.importRound',
    state: 'of team one',
    allowed: leads,
    input: (who, world) => commandOf(who, importInput(world)),
  },
  rowOn({
    procedure: 'calibration.submit',
    state: 'open',
    allowed: ['subject', 'peer'],
    make: makeRound,
    input: (who, round) => commandOf(who, ratingsFor(round)),
  }),
  rowOn({
    procedure: 'calibration.remind',
    state: 'open',
    allowed: leads,
    make: makeRound,
    input: (who, { roundId }) => commandOf(who, { roundId }),
  }),
  rowOn({
    procedure: 'calibration.close',
    state: 'open',
    allowed: leads,
    make: makeRound,
    input: (who, { roundId }) => commandOf(who, { roundId }),
  }),
  rowOn({
    procedure: 'calibration.split',
    state: 'closed',
    allowed: leads,
    // A policy that nobody knows: whoever may is told so.
    answer: 'INVALID',
    async make(world) {
      const input = await makeRound(world)
      const { lead } = world.people
      await lead.client.calibration.close.mutate({ meta: lead.meta(), input: { roundId: input.roundId } })
      return input
    },
    input: (who, { roundId, cases: [item] }) =>
      commandOf(who, { roundId, caseId: item?.caseId, policy: 'none of ours' }),
  }),
]
