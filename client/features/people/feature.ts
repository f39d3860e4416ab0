import type { Manifest } from '#client/manifest/manifest.ts'

export const peopleFeature: Manifest<'people'> = {
  commands: async () => (await import('#client/commands/people.ts')).peopleOnPhone,
  queries: { 'people.me': { home: true }, 'people.viewsOfMe': {}, 'people.applied': { kept: false } },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).peopleAfterStart,
}
