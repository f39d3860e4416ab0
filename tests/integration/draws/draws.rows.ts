import { v7 as uuidv7 } from 'uuid'
import { insertAudit } from '#tests/integration/audits/audits.world.ts'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { designOf, drawInputOf, drawOne, makeGolden, part } from './draws.world.ts'

const above = [...leads, 'manager'] as const

export const rows: readonly Row[] = [
  {
    procedure: 'draws.team',
    state: 'of team one',
    allowed: above,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'draws.one',
    state: 'of team one',
    allowed: above,
    input: (_, world) => ({ drawId: part.stateOf(world).drawId }),
  },
  {
    procedure: 'draws.preview',
    state: 'of team one',
    allowed: leads,
    input: (_, world) => designOf(world),
  },
  {
    procedure: 'draws.chosen',
    state: 'a verified case of the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ auditId: part.stateOf(world).auditId }),
  },
  {
    procedure: 'draws.draw',
    state: 'of team one',
    allowed: leads,
    input: async (who, world) => commandOf(who, await drawInputOf(world)),
  },
  rowOn({
    procedure: 'draws.verify',
    state: 'a case of the subject',
    allowed: leads,
    make: (world) => drawOne(world),
    input: (who, drawn) => commandOf(who, { ...drawn, verdict: 'violating' }),
  }),
  {
    procedure: 'draws.addGolden',
    state: 'a verified case of the subject',
    allowed: leads,
    input: async (who, world) => commandOf(who, { goldenId: uuidv7(), auditId: await insertAudit(world) }),
  },
  rowOn({
    procedure: 'draws.retireGolden',
    state: 'made by the lead',
    allowed: ['lead'],
    make: (world) => makeGolden(world),
    input: (who, goldenId) => commandOf(who, { goldenId }),
  }),
]
