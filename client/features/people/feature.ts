import type { Manifest } from '#client/lib/manifest.ts'

export const peopleFeature: Manifest<'people'> = {
  queries: { 'people.me': {}, 'people.viewsOfMe': {} },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).peopleAfterStart,
}
