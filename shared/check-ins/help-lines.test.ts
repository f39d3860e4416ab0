import { expect, test } from 'vitest'
import { dialled, helpLinesIn, verifiedOn } from './help-lines.ts'

test('the numbers were compared with their source within the last twelve months', () => {
  const age = Date.now() - Date.parse(`${verifiedOn}T00:00:00Z`)
  expect(age, 'compare every number with what its operator publishes, then set verifiedOn').toBeLessThan(
    366 * 86_400_000,
  )
  expect(age).toBeGreaterThan(-2 * 86_400_000)
})

test('Korea has its four, dialled as digits', () => {
  expect(helpLinesIn('Asia/Seoul').map(dialled)).toEqual(['109', '15770199', '119', '112'])
})

test('what is called at once in danger is named in every country that has lines', () => {
  for (const zone of ['Asia/Seoul', 'Europe/Dublin'])
    expect(helpLinesIn(zone).some(({ kind }) => ['ambulance', 'emergency'].includes(kind))).toBe(true)
  expect(helpLinesIn('America/Lima')).toEqual([])
})
