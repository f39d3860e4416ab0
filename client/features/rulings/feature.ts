import type { Manifest } from '#client/manifest/manifest.ts'

export const rulingsFeature: Manifest<'rulings'> = {
  commands: async () => (await import('#client/commands/rulings.ts')).rulingsOnPhone,
  queries: { 'rulings.list': {}, 'rulings.preview': { kept: false }, 'rulings.changed': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).rulingsLaterRoutes,
  notifications: {
    addresses: { ruling_applied: (precedentId) => `/precedents/${precedentId}` },
    marks: async () => (await import('./notification-marks.tsx')).rulingsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).rulingsAfterStart,
}
