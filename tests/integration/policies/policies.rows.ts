import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, personas } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'
import { newClause, newEntry, newMark, newVersion, part, policy } from './policies.world.ts'

const above = [...leads, 'manager'] as const

export const rows: readonly Row[] = [
  { procedure: 'policies.all', state: 'own', allowed: personas, input: () => undefined },
  { procedure: 'policies.updates', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'policies.teamUpdates',
    state: 'of team one',
    allowed: leads,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'policies.mark',
    state: 'as an analyst of team one, or of another one since',
    allowed: ['subject', 'peer', 'formerAnalyst'],
    input: (who, world) => commandOf(who, newMark(world)),
  },
  {
    procedure: 'policies.saveVersion',
    state: 'new',
    allowed: ['admin'],
    input: (who) => commandOf(who, newVersion()),
  },
  {
    procedure: 'policies.saveClause',
    state: 'new',
    allowed: ['admin'],
    input: (who, world) => commandOf(who, newClause(part.stateOf(world).versionId)),
  },
  {
    procedure: 'policies.addArea',
    state: 'new in the own organisation',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, { code: uuidv7(), nameKo: '영역', nameEn: 'Area' }),
  },
  {
    procedure: 'policies.place',
    state: 'of the decisions of this world',
    allowed: ['admin'],
    input: (who) => commandOf(who, { policy, from: null, parent: null }),
  },
  {
    procedure: 'policies.openEntry',
    state: 'of team one',
    allowed: leads,
    input: (who, world) => commandOf(who, newEntry(world)),
  },
  {
    procedure: 'policies.ledger',
    state: 'of team one',
    allowed: above,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'policies.entries',
    state: 'of team one',
    allowed: above,
    input: (_, { team }) => ({ teamId: team, policy, clauseId: null, versionId: null }),
  },
]
