import type { Row } from '#tests/integration/authorization/row.ts'

export const rows: readonly Row[] = []

/** It never ends: live.test.ts. */
export const elsewhere = ['live.changes']
