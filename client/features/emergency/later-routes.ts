import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

const list = lazyPage(async () => (await import('./emergency-page.tsx')).EmergencyPage)

export const emergencyLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.emergency(), ...list },
  { path: paths.emergency(':accessId'), ...list },
  {
    path: paths.askEmergency(':personId'),
    bare: true,
    allowed: administers,
    ...lazyPage(async () => (await import('./ask-page.tsx')).AskEmergencyPage),
  },
]
