import { expect, test } from 'vitest'
import { workWords } from '#client/commands/work-words.ts'
import type { AnyCommand } from '#shared/core/contract.ts'
import { contracts } from '#shared/features.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import { openRegistry } from './registry.ts'

/**
 * Names and versions that records on phones carry. A line is never changed and never removed: a phone may have been
 * without a network for months.
 */
const onPhones: readonly (readonly [name: string, version: number])[] = [
  ['people.setPreferences', 1],
  ['audits.askAnotherLook', 1],
  ['audits.answerAnotherLook', 1],
  ['coaching.saveNote', 1],
  ['coaching.acknowledge', 1],
  ['coaching.reply', 1],
  ['coaching.setActionDone', 1],
  ['coaching.followedUp', 1],
  ['checkIns.setConsent', 1],
  ['checkIns.save', 1],
  ['checkIns.takeBack', 1],
  ['checkIns.remove', 1],
  ['checkIns.askToTalk', 1],
  ['checkIns.answerTalk', 1],
  ['checkIns.closeTalk', 1],
  ['checkIns.withdrawTalk', 1],
  ['checkIns.saveExposure', 1],
  ['checkIns.removeExposure', 1],
  ['checkIns.setBudget', 1],
  ['checkIns.setSettings', 1],
  ['checkIns.openProtocol', 1],
  ['escalations.raise', 1],
  ['escalations.edit', 1],
  ['escalations.submit', 1],
  ['escalations.acknowledge', 1],
  ['escalations.start', 1],
  ['escalations.resume', 1],
  ['escalations.assign', 1],
  ['escalations.watch', 1],
  ['escalations.comment', 1],
  ['escalations.link', 1],
  ['escalations.merge', 1],
  ['escalations.changeSeverity', 1],
  ['escalations.pause', 1],
  ['escalations.requestApproval', 1],
  ['escalations.resolve', 1],
  ['escalations.close', 1],
  ['escalations.reopen', 1],
  ['escalations.delegate', 1],
  ['escalations.endDelegation', 1],
  ['today.settle', 1],
  ['today.unsettle', 1],
  ['inbox.read', 1],
]
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
    const words: Record<string, unknown> = catalogue
    const other = words[workWords(undefined)]
    for (const name of names) {
      const said = words[workWords(registry.find(name))]
      expect(said, `${language} ${name}`).toBeTypeOf('string')
      expect(said, `${language} ${name}`).not.toBe(other)
    }
  }
})
