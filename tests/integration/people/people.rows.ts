import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'

export const rows: readonly Row[] = [
  { procedure: 'people.me', state: 'own', allowed: everybody, input: () => undefined },
  { procedure: 'people.viewsOfMe', state: 'own', allowed: everybody, input: () => undefined },
  { procedure: 'people.applied', state: 'own', allowed: everybody, input: () => ({ commandIds: [] }) },
  {
    procedure: 'people.setPreferences',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { theme: 'system' }),
  },
]
