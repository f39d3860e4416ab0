import type { Manifest } from '#client/manifest/manifest.ts'

export const todayFeature: Manifest<'today'> = {
  commands: async () => (await import('#client/commands/today.ts')).todayOnPhone,
  queries: { 'today.list': { home: true } },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).todayAfterStart,
}
