import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'

export const rows: readonly Row[] = [
  { procedure: 'today.list', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'today.settle',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { key: 'any', how: 'done', until: null }),
  },
  {
    procedure: 'today.unsettle',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { key: 'any' }),
  },
]
