import type { Manifest } from '#client/lib/manifest.ts'

export const todayFeature: Manifest<'today'> = {
  queries: { 'today.list': { home: true } },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).todayAfterStart,
}
