import { expect, test } from 'vitest'
import { createPushHosts } from './push-host-rules.ts'

test('a host that fails is left alone for longer each time, until it answers', () => {
  let time = 0
  const hosts = createPushHosts(() => time)
  const [failing, other] = ['https://one.example/a', 'https://other.example/a']
  hosts.note(failing, 'failed')
  hosts.note(failing, 'failed')
  expect(hosts.restOf(failing)).toBe(0)
  hosts.note('https://one.example/another', 'failed')
  expect([hosts.restOf(failing), hosts.restOf(other)]).toEqual([5, 0])
  hosts.note(failing, 'failed')
  expect(hosts.restOf(failing)).toBe(10)
  time += 10_000
  expect(hosts.restOf(failing)).toBe(0)
  for (let turn = 0; turn < 50; turn++) hosts.note(failing, 'failed')
  expect(hosts.restOf(failing)).toBe(600)
  hosts.note(failing, 'answered')
  expect(hosts.restOf(failing)).toBe(0)
})
