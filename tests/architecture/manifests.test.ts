import { expect, test } from 'vitest'
import { afterStart } from '#client/app/after-start.ts'
import { features } from '#client/app/features.ts'
import { draftPath } from '#client/app/pages/draft-path.ts'
import { routeFinder } from '#client/app/shell/route-match.ts'
import { allRoutes, firstRoutes, routeAt } from '#client/app/shell/routes.ts'
import { paths } from '#client/lib/paths.ts'
import { type Feature, queries } from '#shared/features.ts'
import { personData } from '#shared/person-data.ts'
import { readSources } from './imports.ts'

await allRoutes.preload()

const client = readSources(['client']).filter(({ file }) => !file.includes('.test.'))
const isManifest = (file: string) =>
  /^client\/(features\/[\w-]+\/(feature|later-routes)|app\/(app-manifest|later-routes))\.ts$/.test(file)

test('every folder of a feature has its manifest in the list', () => {
  const list = client.find(({ file }) => file === 'client/app/features.ts')
  const folders = new Set(client.flatMap(({ file }) => /^client\/features\/[\w-]+/.exec(file)?.[0] ?? []))
  const missing = [...folders].filter(
    (folder) => !list?.imports.some(({ target }) => target === `${folder}/feature.ts`),
  )
  expect(missing).toEqual([])
})

test('every page is opened by a route of a manifest, or stands on another page', () => {
  const orphans = client
    .filter(({ file }) => file.endsWith('-page.tsx'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^export function (\w+Page)\b/gm)].map(([, name = '']) => ({ file, name })),
    )
    .filter(({ file, name }) => {
      const readers = client.filter((source) => source.imports.some(({ target }) => target === file))
      return !readers.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text))
    })
    .map(({ file, name }) => `${file}: no manifest has a route for ${name}`)
  expect(orphans).toEqual([])
})

test('the app opens the pages of a feature by its manifest alone', () => {
  const lazily = client
    .filter(({ file }) => !isManifest(file))
    .flatMap(({ file, imports }) =>
      imports
        .filter(({ target, lazy }) => lazy && /^client\/features\/.*-page\.tsx$/.test(target))
        .map(({ target }) => `${file} loads ${target}`),
    )
  expect(lazily).toEqual([])
})

test('every address has a route', () => {
  const { invitation, ...inside } = paths
  expect(routeAt(invitation)).toBeUndefined()
  // What only one feature links to lies with its commands.
  const own = Object.values(
    import.meta.glob<object>('#client/commands/*-paths.ts', { eager: true, import: 'paths' }),
  )
  const nowhere = [inside, ...own]
    .flatMap((addresses) => Object.entries(addresses))
    .filter(([, made]) => {
      const address = typeof made === 'string' ? made : (made as (...ids: string[]) => string)('one', 'two')
      return !routeAt(address.split('?')[0] ?? '')
    })
  expect(nowhere.map(([name]) => `paths.${name}: no manifest has its route`)).toEqual([])
})

test('a screen that comes later is no list, and no pattern of a first screen takes its address', async () => {
  const later = (await allRoutes.preload()).filter((route) => !firstRoutes.includes(route))
  expect(later.length).toBeGreaterThan(20)
  const findFirst = routeFinder(firstRoutes)
  const lost = later.filter(({ path, list }) => list || findFirst(path.replaceAll(/:\w+/g, 'one')))
  expect(lost.map(({ path }) => path)).toEqual([])
})

test('every query has its place on the phone', () => {
  const declared = Object.values(queries).flatMap((feature) => Object.values(feature).map(({ name }) => name))
  const placed = Object.values(features).flatMap((feature) => Object.keys(feature.queries))
  expect(placed.toSorted()).toEqual(declared.toSorted())
})

test('every feature that announces changes has its live keys', async () => {
  const maps = (await afterStart.preload()).map(({ live }) => live ?? {})
  const announced = readSources(['server/features', 'server/core']).flatMap(({ text }) =>
    [...text.matchAll(/\bfeature: '([a-z-]+)'/g)].map(([, feature = '']) => feature),
  )
  expect(announced.length).toBeGreaterThan(10)
  const unheard = announced.filter((feature) => !maps.some((map) => Object.hasOwn(map, feature)))
  expect(unheard).toEqual([])
})

test('every draft that an editor keeps can be written on from the unsent work', async () => {
  const parts = await afterStart.preload()
  // Keys are made in constants and functions that are called so: draftKey, newDraftKey, ofNewDraft.
  const features = client.filter(({ file }) => file.startsWith('client/features/'))
  const kept = features.flatMap(({ file, text }) =>
    [...text.matchAll(/^ *(?:export )?const \w*[dD]raft(?:Key)?\w* =((?:[^\n]|\n {3,})*)/gm)].flatMap(
      ([, made = '']) =>
        [...made.matchAll(/['`]([a-z-]+(?::[a-z]+)*:?)(?:\$\{|['`])/g)].map(([, prefix = '']) => ({
          file,
          prefix,
        })),
    ),
  )
  expect(kept.length).toBeGreaterThan(4)
  const lost = kept.filter(({ prefix }) => draftPath(`${prefix}one`, parts) === undefined)
  expect(lost.map(({ file, prefix }) => `${file}: no manifest has a place for drafts '${prefix}'`)).toEqual(
    [],
  )
})

test('every feature that keeps something about a person says so among what Dure records', async () => {
  const parts = await Promise.all(
    Object.entries(features).map(async ([name, { afterStart }]) => ({ name, ...(await afterStart()) })),
  )
  const silent = parts.filter(
    ({ name, recorded }) => Object.keys(personData[name as Feature]).length > 0 && recorded.length === 0,
  )
  expect(silent.map(({ name }) => `${name}: nothing in \`recorded\``)).toEqual([])
})
