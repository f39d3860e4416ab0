import { expect, test } from 'vitest'
import { cusumChart } from './cusum.ts'

test('a shift of one sigma is found on the side where it is', () => {
  const options = { target: 10, slack: 0.5, limit: 4 }
  const up = cusumChart(new Array<number>(12).fill(11), options)
  const down = cusumChart(new Array<number>(12).fill(9), options)
  expect(up?.firstSignal).toBe(8)
  expect(up?.points[8]).toEqual({ above: 4.5, below: 0, signal: 'above' })
  expect(down?.points[8]).toEqual({ above: 0, below: 4.5, signal: 'below' })
})

test('on target there is no signal; what cannot be charted is undefined', () => {
  expect(cusumChart([10, 10.2, 9.8], { target: 10, slack: 0.5, limit: 4 })?.firstSignal).toBeNull()
  expect(cusumChart([1], { target: 10, slack: 0.5, limit: 0 })).toBeNull()
  expect(cusumChart([1], { target: Number.NaN, slack: 0.5, limit: 4 })).toBeNull()
  expect(cusumChart([Number.NaN], { target: 10, slack: 0.5, limit: 4 })).toBeNull()
})
