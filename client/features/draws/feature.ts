import type { Manifest } from '#client/manifest/manifest.ts'

export const drawsFeature: Manifest<'draws'> = {
  commands: async () => (await import('#client/commands/draws.ts')).drawsOnPhone,
  queries: { 'draws.team': {}, 'draws.one': {}, 'draws.preview': {}, 'draws.chosen': {} },
  routes: [],
  rows: { kinds: async () => (await import('./today-rows.tsx')).drawsRows },
  laterRoutes: async () => (await import('./later-routes.ts')).drawsLaterRoutes,
  afterStart: async () => (await import('./after-start.ts')).drawsAfterStart,
}
