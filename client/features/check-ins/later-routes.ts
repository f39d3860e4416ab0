import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers, checksIn, teamsLed } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const checkInsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.consent,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./consent-page.tsx')).ConsentPage),
  },
  {
    path: paths.ownCheckIns,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./own-page.tsx')).OwnCheckInsPage),
  },
  {
    path: paths.exposure,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./exposure-page.tsx')).ExposurePage),
  },
  {
    path: ownPaths.questionnaire(':packId'),
    allowed: checksIn,
    ...lazyPage(async () => (await import('./questionnaire-page.tsx')).QuestionnairePage),
  },
  {
    path: ownPaths.exposureImport,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./exposure-import-page.tsx')).ExposureImportPage),
  },
  {
    path: ownPaths.exposurePrint,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./exposure-print-page.tsx')).ExposurePrintPage),
  },
  {
    path: ownPaths.rotation,
    allowed: checksIn,
    ...lazyPage(async () => (await import('./rotation-page.tsx')).RotationPage),
  },
  {
    path: ownPaths.rotations,
    allowed: (me) => teamsLed(me).length > 0,
    ...lazyPage(async () => (await import('./rotations-page.tsx')).RotationsPage),
  },
  {
    path: paths.talks,
    ...lazyPage(async () => (await import('./talks-page.tsx')).TalksPage),
  },
  {
    path: paths.sharedCheckIns(':personId'),
    ...lazyPage(async () => (await import('./shared-page.tsx')).SharedPage),
  },
  {
    path: paths.teamTotals(':teamId'),
    ...lazyPage(async () => (await import('./totals-page.tsx')).TotalsPage),
  },
  {
    path: paths.protocol,
    ...lazyPage(async () => (await import('./protocol-page.tsx')).ProtocolPage),
  },
  {
    path: paths.wellbeingSettings,
    allowed: administers,
    ...lazyPage(async () => (await import('./settings-page.tsx')).WellbeingSettingsPage),
  },
]
