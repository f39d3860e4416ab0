import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  [undefined, 'unknown'],
  ['no address', 'unknown'],
])('%s counts for %s', (ip, network) => {
  expect(networkOf({ ip })).toBe(network)
})
