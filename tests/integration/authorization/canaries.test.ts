import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyEnd } from '#shared/administration/copy-views.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { testPassword } from '#tests/support/people.ts'
import { callProcedure } from './call.ts'
import { personas } from './personas.ts'
import { queries } from './row.ts'
import { collectParts, makeWorld, type Read, type World } from './world.ts'

/** The words of each feature's stories, sought by everybody through every query, and in what is written about them. */
const parts = await collectParts()
const canaries = Object.fromEntries([...parts.values()].flatMap((part) => Object.entries(part.canaries)))

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 120_000)
afterAll(() => world.app.stop())

const readsOf = (): Read[] => [...parts.values()].flatMap((part) => part.reads(world))

/** Refusals that say what the reader may see; after any other, it was not asked. */
const refusals = ['FORBIDDEN', 'NOT_FOUND', 'INVALID']

/** Returns the text of every page of the answer. */
async function readAll(reader: SignedIn, { procedure, input, next }: Read): Promise<string> {
  const pages: string[] = []
  for (let asked: { input: unknown } | undefined = { input }; asked; ) {
    const { code, text } = await callProcedure(world.app.url, reader.cookie(), { procedure, ...asked })
    if (code !== 'OK' && !refusals.includes(code)) throw new Error(`${procedure} was not answered: ${code}`)
    pages.push(text)
    const following: unknown = next?.(text)
    asked = following === undefined ? undefined : { input: following }
  }
  return pages.join('\n')
}

describe('canaries', () => {
  it('are sought through every query of the router', () => {
    const sought = new Set(readsOf().map(({ procedure }) => procedure))
    expect(queries.filter((name) => !sought.has(name))).toEqual([])
  })

  it('have names and words of their own', () => {
    const all = [...parts.values()].flatMap((part) => Object.entries(part.canaries))
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length)
    expect(new Set(all.map(([, { text }]) => text)).size).toBe(all.length)
    expect(all.filter(([, { text }]) => !/^canary-/i.test(text))).toEqual([])
  })

  it('are read by whom they belong to and by nobody else, through every read there is', async () => {
    const reads = readsOf()
    for (const persona of personas) {
      const seen = await Promise.all(reads.map((read) => readAll(world.people[persona], read)))
      const all = seen.join('\n')
      const found = Object.keys(canaries).filter((name) => all.includes(canaries[name]?.text ?? ''))
      const expected = Object.keys(canaries).filter((name) => canaries[name]?.readers.includes(persona))
      expect(found.sort(), persona).toEqual(expected.sort())
    }
  }, 120_000)

  it('stand in the copy of nobody’s data but of whom they belong to', async () => {
    let seen = 0
    for (const persona of personas) {
      const response = await fetch(`${world.app.url}/api/my-data`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-dure': '1',
          cookie: world.people[persona].cookie(),
        },
        body: JSON.stringify({ current: testPassword }),
      })
      const text = await response.text()
      expect(text.endsWith(copyEnd), `${persona}: ${response.status} ${text.slice(0, 200)}`).toBe(true)
      const found = Object.keys(canaries).filter((name) => text.includes(canaries[name]?.text ?? ''))
      const foreign = found.filter((name) => !canaries[name]?.readers.includes(persona))
      expect(foreign, persona).toEqual([])
      seen += found.length
    }
    expect(seen).toBeGreaterThan(10)
  }, 120_000)

  it('stand in no log and no trail', async () => {
    const { owner } = world.app
    const trail = await owner.selectFrom('audit_log').select('details').execute()
    expect(JSON.stringify(trail)).not.toMatch(/canary/i)
    const changes = await owner.selectFrom('change').selectAll().execute()
    expect(JSON.stringify(changes)).not.toMatch(/canary/i)
    const commands = await owner.selectFrom('command').select(['name', 'result']).execute()
    expect(JSON.stringify(commands)).not.toMatch(/canary/i)
    const inbox = await owner.selectFrom('inbox').selectAll().execute()
    expect(inbox.length).toBeGreaterThan(0)
    expect(JSON.stringify(inbox)).not.toMatch(/canary/i)
  })
})
