/** @module-tag attack */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callProcedure } from '#tests/integration/authorization/call.ts'
import { personas } from '#tests/integration/authorization/personas.ts'
import { collectRows, type Row } from '#tests/integration/authorization/row.ts'
import { makeWorld, type World } from '#tests/integration/authorization/world.ts'

/** Every command and query, with something odd at each place of an input that is right otherwise. */
const { rows } = await collectRows()
const firstRows = new Map<string, Row>()
for (const row of rows)
  if (row.send === undefined && !row.procedure.startsWith('auth.') && row.allowed.length > 0)
    firstRows.set(row.procedure, firstRows.get(row.procedure) ?? row)

let world: World
beforeAll(async () => {
  world = await makeWorld({ quotaFactor: Number.POSITIVE_INFINITY })
}, 120_000)
afterAll(() => world.app.stop())

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const odd: unknown[] = [
  ...['a\0b', 'x\ud800', '\udfff', '', ' ', 'x'.repeat(300_000), '한'.repeat(5_000), '__proto__', "'; --"],
  ...[1e308, -1e308, -0, 0.5, 2 ** 31, 2 ** 53, -1],
  ...['+275760-09-13T00:00:00.000Z', '0000-01-01', '0000-01-01T00:00:00Z', '9999-12-31', '2026-02-30'],
  ...['9999-12-31T23:59:59Z', '2026-11-29T00:00:00+23:59', `2026-11-29T00:00:00.${'9'.repeat(1000)}Z`],
  ...['2026-11-29', '2026-11-29T10:00:00.123456789Z', '00000000-0000-0000-0000-000000000000'],
  ...['ffffffff-ffff-ffff-ffff-ffffffffffff', 'WyIyMDI2LTExLTI5VDAwOjAwOjAwWiIsMV0'],
  ...[null, true, [], {}, Array(20_000).fill(0), Array(10_000).fill('x'), deep(2_000), [[]], { length: 1e9 }],
]

type Path = readonly (string | number)[]
/** Returns the path of every part of a value, itself included. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))]
}
/** Returns the value with another one under a path. */
function withPart(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? withPart(item, rest, part) : item))
  const object = value as Record<string, unknown>
  return { ...object, [key]: withPart(object[key], rest, part) }
}

describe('something odd in an input is answered, and never with a fault of ours', () => {
  test.each([...firstRows.values()])('$procedure', async (row) => {
    const { app, people } = world
    const [persona = personas[0]] = row.allowed
    const who = people[persona ?? 'lead']
    const input = (await row.input(who, world)) ?? {}
    const faults: unknown[] = []
    // The envelope is the same for all commands.
    const paths = pathsIn(input).filter(
      ([first]) => first !== 'meta' || row.procedure === 'people.setPreferences',
    )
    for (const path of paths)
      for (const value of odd) {
        const sent = withPart(input, path, value)
        const { code } = await callProcedure(app.url, who.cookie(), { procedure: row.procedure, input: sent })
        if (code === 'INTERNAL') faults.push([path.join('.'), JSON.stringify(value)?.slice(0, 60)])
      }
    expect(faults).toEqual([])
  })

  test('a cursor of any kind', async () => {
    const { app, people } = world
    const cursors = odd.map((value) =>
      Buffer.from(JSON.stringify([value, value]))
        .toString('base64url')
        .slice(0, 200),
    )
    for (const cursor of [...cursors, ...odd])
      for (const [procedure, input] of [
        ['audits.cases', { personId: people.subject.person.personId, filter: 'all' }],
        ['escalations.list', { scope: 'all', state: 'closed' }],
        ['administration.directory', { search: '' }],
      ] as const) {
        const who = procedure.startsWith('admin') ? people.admin : people.lead
        const call = { procedure, input: { ...input, cursor } }
        const { code } = await callProcedure(app.url, who.cookie(), call)
        expect(code, `${procedure} ${JSON.stringify(cursor)?.slice(0, 80)}`).not.toBe('INTERNAL')
      }
  })
})
