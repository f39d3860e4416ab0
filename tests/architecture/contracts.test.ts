import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Answer } from '#server/core/answer.ts'
import type { Effect } from '#server/core/effect.ts'
import { allJobs, features as served } from '#server/features/features.ts'
import { appRouter } from '#server/transport/trpc/router.ts'
import type { AnyCommand } from '#shared/core/contract.ts'
import type { AnyQuery } from '#shared/core/query.ts'
import { features } from '#shared/features.ts'
import { frozenCommands } from '#tests/support/frozen-commands.ts'
import { root } from './imports.ts'

const camelCase = (folder: string) => folder.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The features whose folder of this room has this file, by the key that they stand under. */
const featuresWith = (room: string, file: string) =>
  readdirSync(path.join(root, room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(root, room, entry.name, file)))
    .map(({ name }) => camelCase(name))
    .sort()
const commands: AnyCommand[] = Object.values(features).flatMap(({ commands: own }) => Object.values(own))
const queries: AnyQuery[] = Object.values(features).flatMap(({ queries: own }) => Object.values(own))
/** The features of a list that have something there. */
const featuresOf = <Part extends string>(list: object, part: Part) =>
  Object.entries<Partial<Record<Part, object>>>({ ...list })
    .filter(([, feature]) => Object.keys(feature[part] ?? {}).length > 0)
    .map(([name]) => name)
    .sort()

describe('what is declared in a feature’s folder', () => {
  it('is listed in shared/features.ts: its contracts and its queries', () => {
    expect(featuresOf(features, 'commands')).toEqual(featuresWith('shared', 'contracts.ts'))
    expect(featuresOf(features, 'queries')).toEqual(featuresWith('shared', 'queries.ts'))
  })

  it('is listed in server/features/features.ts: its effects, its answers and what waits on Today', () => {
    expect(featuresOf(served, 'effects')).toEqual(featuresWith('server/features', 'commands.ts'))
    expect(featuresOf(served, 'answers')).toEqual(featuresWith('server/features', 'views.ts'))
    const waiting = Object.entries(served).filter(([, { waiting }]) => waiting)
    expect(waiting.map(([name]) => name).sort()).toEqual(featuresWith('server/features', 'today-views.ts'))
  })

  it('has its jobs in the list', () => {
    const running = new Set(allJobs.map(({ name }) => camelCase(name.split('.')[0] ?? '')))
    expect([...running].sort()).toEqual(featuresWith('server/features', 'jobs.ts'))
  })
})

describe('a contract', () => {
  it('has its effect, and a query its answer, under its own key', () => {
    for (const [feature, { effects, answers }] of Object.entries(served)) {
      for (const [verb, { contract }] of Object.entries<Effect>(effects))
        expect(contract.name).toBe(`${feature}.${verb}`)
      for (const [noun, { query }] of Object.entries<Answer>(answers))
        expect(query.name).toBe(`${feature}.${noun}`)
    }
  })

  it('can be called, as every query can', () => {
    const procedures = Object.keys(appRouter._def.procedures)
    const names = [...commands, ...queries].map(({ name }) => name)
    expect(names.filter((name) => !procedures.includes(name))).toEqual([])
  })

  it('whose input another has too is told from it by the name of its work', () => {
    const all = Object.values(served).flatMap(({ effects }) => Object.entries<Effect>(effects))
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
