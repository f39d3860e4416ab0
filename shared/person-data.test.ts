import { expect, test } from 'vitest'
import { checkInRows } from './check-ins/kinds.ts'
import { personData } from './person-data.ts'
import { todayItem } from './today/kinds.ts'

test('what is settled on Today of check-ins, and nothing else, is copied for its person alone', () => {
  const { prefixes } = personData.today.today_settled.copy.ownOnly[0]
  const isOwnOnly = (kind: string) => prefixes.some((prefix) => kind.startsWith(prefix))
  const kindsOf = (rows: readonly { shape: { kind: { def: { values: readonly unknown[] } } } }[]) =>
    rows.map((row) => String(row.shape.kind.def.values[0]))
  expect(kindsOf(todayItem.def.options).filter(isOwnOnly).sort()).toEqual(kindsOf(checkInRows).sort())
})
