import type { Manifest } from '#client/lib/manifest.ts'

export const peopleFeature: Manifest<'people'> = {
  queries: { 'people.me': {}, 'people.viewsOfMe': {} },
  routes: [],
}
