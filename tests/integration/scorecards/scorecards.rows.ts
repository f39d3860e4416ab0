import { everybody, leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'
import { subjectOf } from '#tests/integration/authorization/world.ts'

export const rows: readonly Row[] = [
  {
    procedure: 'scorecards.team',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: (_, { team }) => ({ teamId: team }),
  },
  { procedure: 'scorecards.teams', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'scorecards.analyst',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
]
