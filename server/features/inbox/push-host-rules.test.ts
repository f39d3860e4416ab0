import { expect, test } from 'vitest'
import { createPushHosts } from './push-host-rules.ts'

test('a host that fails is left alone for longer each time, until it answers', () => {
  let time = 0
  const hosts = createPushHosts(() => time)
  const [one, other] = ['https://one.example/a', 'https://other.example/a']
  hosts.note(one, 'failed')
  hosts.note(one, 'failed')
  expect(hosts.restOf(one)).toBe(0)
  hosts.note('https://one.example/another', 'failed')
  expect([hosts.restOf(one), hosts.restOf(other)]).toEqual([5, 0])
  hosts.note(one, 'failed')
  expect(hosts.restOf(one)).toBe(10)
  time += 10_000
  expect(hosts.restOf(one)).toBe(0)
  for (let turn = 0; turn < 50; turn++) hosts.note(one, 'failed')
  expect(hosts.restOf(one)).toBe(600)
  hosts.note(one, 'answered')
  expect(hosts.restOf(one)).toBe(0)
})
