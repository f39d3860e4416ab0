import { describe, expect, it } from 'vitest'
import { features } from '#shared/features.ts'
import { readSources, type SourceFile } from './imports.ts'

const sources = readSources(['client', 'server', 'shared', 'migrations'])
const product = sources.filter(({ file }) => !file.includes('.test.'))

/** The folders that the features of shared/features.ts have. */
const folders = Object.keys(features).map((name) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
)
/** What a feature of the server stands on. */
const serverGround = ['server/core/', 'server/db/', 'server/keys/', 'server/lib/', 'shared/']

const appRouter = 'server/transport/trpc/router.ts'

function featureOf(file: string): string | undefined {
  return /^(?:client|server)\/features\/([^/]+)\//.exec(file)?.[1]
}
const inOwnFeature = (file: string, target: string) => featureOf(target) === featureOf(file)
const under = (target: string, places: readonly string[]) => places.some((place) => target.startsWith(place))

/** From where, and which of the project's own files it may import. Packages are ruled below. */
const rules: { of: RegExp; may: (target: string, file: SourceFile) => boolean }[] = [
  { of: /^shared\//, may: (target) => under(target, ['shared/']) },
  { of: /^migrations\//, may: () => false },
  { of: /^client\/ui\//, may: (target) => under(target, ['client/ui/', 'client/lib/', 'shared/']) },
  {
    of: /^client\/messages\//,
    may: (target) => under(target, ['client/messages/', 'client/lib/', 'shared/']),
  },
  {
    of: /^client\/lib\//,
    may: (target, { file }) =>
      under(target, ['client/lib/', 'client/messages/', 'shared/']) ||
      (file === 'client/lib/trpc.ts' && target === appRouter),
  },
  {
    // The engine knows no feature: it could ship as a package.
    of: /^client\/offline\//,
    may: (target) => under(target, ['client/offline/', 'client/lib/', 'shared/core/']),
  },
  {
    of: /^client\/commands\//,
    may: (target) =>
      under(target, ['client/commands/', 'client/offline/', 'client/lib/', 'client/messages/', 'shared/']),
  },
  {
    // What a feature declares of itself on the phone.
    of: /^client\/manifest\//,
    may: (target) =>
      under(target, [
        'client/manifest/',
        'client/commands/',
        'client/offline/',
        'client/lib/',
        'client/messages/',
        'shared/',
      ]),
  },
  {
    of: /^client\/forms\//,
    may: (target) =>
      under(target, ['client/forms/', 'client/offline/', 'client/ui/', 'client/lib/', 'shared/']),
  },
  {
    of: /^client\/pwa\//,
    may: (target) => under(target, ['client/pwa/', 'client/offline/', 'client/lib/', 'shared/']),
  },
  { of: /^client\/app\//, may: (target) => under(target, ['client/', 'shared/']) },
  {
    of: /^client\/features\//,
    may: (target, { file }) =>
      under(target, [
        'client/commands/',
        'client/forms/',
        'client/manifest/',
        'client/offline/',
        'client/ui/',
        'client/lib/',
        'shared/',
      ]) || inOwnFeature(file, target),
  },
  {
    of: /^server\/features\/[^/]+\/(?:[\w-]+-)?queries\.ts$/,
    may: (target, { file }) =>
      under(target, ['server/db/', 'shared/']) ||
      (inOwnFeature(file, target) && /(table|queries)\.ts$/.test(target)),
  },
  {
    // The list that transports, jobs and Today derive from.
    of: /^server\/features\/features\.ts$/,
    may: (target) =>
      under(target, ['server/core/', 'shared/']) ||
      /^server\/features\/[^/]+\/(commands|views|today-views|jobs|facade)\.ts$/.test(target),
  },
  {
    // Another feature is entered by its facade alone.
    of: /^server\/features\/[^/]+\//,
    may: (target, { file }) =>
      under(target, serverGround) ||
      inOwnFeature(file, target) ||
      /^server\/features\/[^/]+\/facade\.ts$/.test(target),
  },
  {
    of: /^server\/core\//,
    may: (target) => under(target, serverGround),
  },
  {
    of: /^server\/auth\//,
    may: (target) => under(target, ['server/auth/', 'server/core/', 'server/db/', 'shared/']),
  },
  {
    of: /^server\/transport\//,
    may: (target) =>
      under(target, [
        'server/transport/',
        'server/auth/',
        'server/core/',
        'server/db/',
        'server/lib/',
        'server/features/features.ts',
        'shared/',
      ]) || /^server\/features\/[^/]+\/([\w-]+-)?(commands|views)\.ts$/.test(target),
  },
  {
    // Keys know neither a feature nor the database.
    of: /^server\/keys\//,
    may: (target) => under(target, ['server/keys/', 'server/lib/', 'shared/']),
  },
  { of: /^server\/db\/schema\.ts$/, may: (target) => target.endsWith('/table.ts') },
  { of: /^server\/(db|lib)\//, may: (target) => under(target, ['server/db/', 'server/lib/', 'shared/']) },
  {
    of: /^server\/(jobs\/|cli\/|cli\.ts)/,
    may: (target) => under(target, ['server/', 'shared/']) && !target.startsWith('server/transport/'),
  },
  { of: /^server\//, may: (target) => under(target, ['server/', 'shared/']) },
]
const own = /^(client|server|shared|migrations|tests)\//

describe('the rooms', () => {
  it('are entered only by their doors', () => {
    const broken = product.flatMap((source) => {
      const rule = rules.find(({ of }) => of.test(source.file))
      if (!rule) return [`${source.file}: no rule`]
      return source.imports
        .filter(({ target }) => own.test(target) && !rule.may(target, source))
        .map(({ target }) => `${source.file} imports ${target}`)
    })
    expect(broken).toEqual([])
  })

  it('let only types cross from the server to the client, and only through trpc.ts', () => {
    const crossing = product
      .filter(({ file }) => file.startsWith('client/'))
      .flatMap(({ file, imports }) =>
        imports.filter(({ target }) => target.startsWith('server/')).map((found) => ({ file, ...found })),
      )
    expect(crossing).toEqual([{ file: 'client/lib/trpc.ts', target: appRouter, typeOnly: true }])
  })

  it('know the features by one name', () => {
    const unknown = product
      .map(({ file }) => featureOf(file))
      .filter((name) => name !== undefined && !folders.includes(name))
    expect(unknown).toEqual([])
  })

  it('have no circle', () => {
    const graph = new Map(
      product.map(({ file, imports }) => [
        file,
        imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target),
      ]),
    )
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '))
      else if (!done.has(file)) {
        for (const target of graph.get(file) ?? []) if (graph.has(target)) visit(target, [...trail, file])
        done.add(file)
      }
    }
    for (const file of graph.keys()) visit(file, [])
    expect(circles).toEqual([])
  })

  it('have no circle of features on the server', () => {
    const between = product.flatMap(({ file, imports }) => {
      const from = file.startsWith('server/') ? featureOf(file) : undefined
      const to = imports.flatMap(({ target }) =>
        target.startsWith('server/') ? (featureOf(target) ?? []) : [],
      )
      return from ? to.filter((item) => item !== from).map((item) => [from, item] as const) : []
    })
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      between.some(([item, next]) => {
        if (item !== from || seen.has(next)) return false
        seen.add(next)
        return next === to || reaches(next, to, seen)
      })
    const circles = new Set(between.map(([from]) => from).filter((from) => reaches(from, from)))
    expect([...circles]).toEqual([])
  })

  it('name the files of a server feature by what they do', () => {
    const known = /^([a-z]+(-[a-z]+)*-)?(commands|queries|views|rules|jobs|table|facade)(\.test)?\.ts$/
    const odd = sources
      .map(({ file }) => /^server\/features\/[^/]+\/(.+)$/.exec(file)?.[1])
      .filter((name) => name !== undefined && !known.test(name))
    expect(odd).toEqual([])
  })

  it('have no barrels and no rooms for leftovers', () => {
    const leftovers = product.filter(
      ({ file, text }) =>
        /(^|\/)(utils?|helpers?|common|misc|index)\.tsx?$/.test(file) ||
        (/^export (\*|\{)/m.test(text) && /^export .* from /m.test(text)),
    )
    expect(leftovers.map(({ file }) => file)).toEqual([])
  })
})

describe('packages', () => {
  const packagesOf = (room: string) =>
    product
      .filter(({ file }) => file.startsWith(room))
      .flatMap(({ file, imports }) =>
        imports.filter(({ target }) => !own.test(target)).map(({ target }) => ({ file, target })),
      )

  it('of shared are zod/mini, statistics and calendars', () => {
    const odd = packagesOf('shared/').filter(
      ({ target }) =>
        !/^(zod\/mini|@stdlib\/|@hyunbinseo\/holidays-kr|temporal-polyfill|ical\.js$)/.test(target),
    )
    expect(odd).toEqual([])
  })
  it('of a migration are Kysely alone', () => {
    expect(packagesOf('migrations/').filter(({ target }) => target !== 'kysely')).toEqual([])
  })
  it('of the client hold no full zod, no superjson and nothing of the server', () => {
    const odd = packagesOf('client/').filter(({ target }) =>
      /^(zod$|superjson|kysely|pg$|express|node:)/.test(target),
    )
    expect(odd).toEqual([])
  })
  it('reach the pool only in server/db', () => {
    const reaching = packagesOf('server/').filter(
      ({ file, target }) => target === 'pg' && !file.startsWith('server/db/'),
    )
    expect(reaching).toEqual([])
  })
  it('of a transport are asked for by that transport alone', () => {
    const express = ['server/transport/', 'server/app.ts', 'server/client-files.ts']
    const reaching = packagesOf('server/').filter(({ file, target }) => {
      if (target.startsWith('@trpc/')) return !under(file, ['server/transport/trpc/', 'server/app.ts'])
      return target.startsWith('express') && !under(file, express)
    })
    expect(reaching).toEqual([])
  })
  it('reach Kysely only from queries, the tables they read and the database itself', () => {
    const reaching = ['server/features/', 'server/auth/', 'server/core/', 'server/transport/']
      .flatMap(packagesOf)
      .filter(({ file, target }) => target.startsWith('kysely') && !/(queries|table)\.ts$/.test(file))
    expect(reaching).toEqual([])
  })
})
