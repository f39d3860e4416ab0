import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { answers } from '#server/features/answers.ts'
import { effects } from '#server/features/effects.ts'
import { appRouter } from '#server/transport/trpc/router.ts'
import { contracts } from '#shared/contracts.ts'
import type { AnyCommand } from '#shared/core/contract.ts'
import { queries } from '#shared/queries.ts'
import { frozenCommands } from './frozen-commands.ts'
import { root } from './imports.ts'

const camelCase = (folder: string) => folder.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The features whose folder of this room has this file, by the key that they stand under. */
const featuresWith = (room: string, file: string) =>
  readdirSync(path.join(root, room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(root, room, entry.name, file)))
    .map(({ name }) => camelCase(name))
    .sort()
const keysOf = (list: object) => Object.keys(list).sort()
const commands: AnyCommand[] = Object.values(contracts).flatMap((feature) => Object.values(feature))

describe('what is declared in a feature’s folder', () => {
  it('is listed: its contracts in shared/contracts.ts, its queries in shared/queries.ts', () => {
    expect(keysOf(contracts)).toEqual(featuresWith('shared', 'contracts.ts'))
    expect(keysOf(queries)).toEqual(featuresWith('shared', 'queries.ts'))
  })

  it('is listed on the server: its effects and its answers', () => {
    expect(keysOf(effects)).toEqual(featuresWith('server/features', 'commands.ts'))
    expect(keysOf(answers)).toEqual(featuresWith('server/features', 'views.ts'))
  })

  it('has its jobs in the registry', async () => {
    const { allJobs } = await import('#server/jobs/registry.ts')
    const running = new Set(allJobs.map(({ name }) => camelCase(name.split('.')[0] ?? '')))
    expect([...running].sort()).toEqual(featuresWith('server/features', 'jobs.ts'))
  })
})

describe('a contract', () => {
  it('has its effect, and a query its answer, under its own key', () => {
    for (const [feature, verbs] of Object.entries(effects))
      for (const [verb, { contract }] of Object.entries(verbs))
        expect(contract.name).toBe(`${feature}.${verb}`)
    for (const [feature, nouns] of Object.entries(answers))
      for (const [noun, { query }] of Object.entries(nouns)) expect(query.name).toBe(`${feature}.${noun}`)
  })

  it('can be called, as every query can', () => {
    const procedures = Object.keys(appRouter._def.procedures)
    const names = [
      ...commands.map(({ name }) => name),
      ...Object.values(queries).flatMap((feature) => Object.values(feature).map(({ name }) => name)),
    ]
    expect(names.filter((name) => !procedures.includes(name))).toEqual([])
  })

  it('whose input another has too is told from it by the name of its work', () => {
    const all = Object.values(effects).flatMap((verbs) => Object.entries(verbs))
    const swappable = all.filter(([, { contract }]) =>
      all.some(([, other]) => other.contract !== contract && other.contract.input === contract.input),
    )
    expect(swappable.length).toBeGreaterThan(0)
    for (const [verb, { work }] of swappable) expect(work.name).toBe(verb)
  })

  it('keeps its name for ever, and its version until the list says another: records on phones carry them', () => {
    expect(Object.fromEntries(commands.map(({ name, version }) => [name, version]))).toEqual(frozenCommands)
  })

  it('upgrades every older version of its input', () => {
    for (const { name, version, upgrades } of commands)
      for (let old = 1; old < version; old++) expect(upgrades[old], `${name} ${old}`).toBeTypeOf('function')
  })
})
