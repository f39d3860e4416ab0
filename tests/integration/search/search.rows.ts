import { everybody } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'

export const rows: readonly Row[] = [
  { procedure: 'search.find', state: 'own', allowed: everybody, input: () => ({ typed: 'canary' }) },
]
