import { commandOf } from '#tests/integration/authorization/call.ts'
import { subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { goalInput, setGoal } from './goals.world.ts'

const make = (world: World) => setGoal(world)

export const rows: readonly Row[] = [
  {
    procedure: 'goals.person',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'goals.save',
    state: 'new',
    allowed: subjectAndLeads,
    input: (who, world) => commandOf(who, goalInput(world)),
  },
  rowOn({
    ...{ procedure: 'goals.save', state: 'revised', allowed: subjectAndLeads, make },
    input: (who, goalId, world) => commandOf(who, goalInput(world, { goalId, target: 0.96 }), 1),
  }),
  rowOn({
    ...{ procedure: 'goals.end', state: 'open', allowed: subjectAndLeads, make },
    input: (who, goalId) => commandOf(who, { goalId, how: 'reviewed' }, 1),
  }),
]
