import { previewOf } from '#server/features/rulings/preview-rules.ts'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf } from '#tests/integration/authorization/world.ts'
import { ruleInput, takenWriteUp, writeUpInput } from './rulings.world.ts'

/** The preview of a ruling that changes nothing. */
const { seen: nothing } = previewOf([])

export const rows: readonly Row[] = [
  { procedure: 'rulings.list', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'rulings.changed',
    state: 'of the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'rulings.writeUp',
    state: 'of team one',
    allowed: leads,
    input: (who, world) => commandOf(who, writeUpInput(world)),
  },
  rowOn({
    ...{ procedure: 'rulings.preview', state: 'the partner has it', allowed: ['partner'] },
    make: takenWriteUp,
    input: (_, escalationId) => ({ escalationId, holdsFrom: '2026-01-01', changes: [] }),
  }),
  rowOn({
    ...{ procedure: 'rulings.rule', state: 'the partner has it', allowed: ['partner'] },
    make: takenWriteUp,
    input: (who, escalationId) => commandOf(who, ruleInput(escalationId, nothing)),
  }),
]
