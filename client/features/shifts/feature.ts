import type { Manifest } from '#client/manifest/manifest.ts'

export const shiftsFeature: Manifest<'shifts'> = {
  commands: async () => (await import('#client/commands/shifts.ts')).shiftsOnPhone,
  queries: { 'shifts.person': {}, 'shifts.called': { kept: false } },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).shiftsLaterRoutes,
  afterStart: async () => (await import('./after-start.ts')).shiftsAfterStart,
}
