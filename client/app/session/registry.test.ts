import { expect, test } from 'vitest'
import { workMessage } from '#client/commands/work-message.ts'
import type { AnyCommand } from '#shared/core/contract.ts'
import { contracts } from '#shared/features.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import { frozenOnPhones } from '#tests/support/frozen-commands.ts'
import { openRegistry } from './registry.ts'

const onPhones = Object.entries(frozenOnPhones)
const names = onPhones.map(([name]) => name)
const all: AnyCommand[] = Object.values(contracts).flatMap((feature) => Object.values<AnyCommand>(feature))

test('every command that may lie on a phone is in the list of names', () => {
  const kept = all.filter(({ way }) => way === 'outbox').map(({ name }) => name)
  expect([...kept].sort()).toEqual([...names].sort())
})

test('a record of each earlier release is understood', async () => {
  const registry = openRegistry()
  expect(registry.knowledge({ name: 'coaching.reply', version: 1 })).toBe('unloaded')
  expect(await registry.ready(names)).toBe(true)
  for (const [name, version] of onPhones) {
    expect(registry.knowledge({ name, version }), name).toBe('known')
    expect(registry.find(name)?.contract.name, name).toBe(name)
    const { version: present = 0, upgrades = {} } = registry.find(name)?.contract ?? {}
    for (let step = version; step < present; step += 1)
      expect(upgrades[step], `${name} ${step}`).toBeDefined()
  }
})

test('a command that is asked at once is on no phone', async () => {
  const registry = openRegistry()
  await registry.ready(all.map(({ name }) => name))
  for (const { name, way } of all) if (way === 'now') expect(registry.find(name), name).toBeUndefined()
})

test('the list of unsent work calls each command by its own words, in both languages', async () => {
  const registry = openRegistry()
  await registry.ready(names)
  for (const [language, catalogue] of Object.entries({ en, ko })) {
    const message: Record<string, unknown> = catalogue
    const other = message[workMessage(undefined)]
    for (const name of names) {
      const said = message[workMessage(registry.find(name))]
      expect(said, `${language} ${name}`).toBeTypeOf('string')
      expect(said, `${language} ${name}`).not.toBe(other)
    }
  }
})
