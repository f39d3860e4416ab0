import { appRoutes } from '#client/app/app-manifest.ts'
import { features } from '#client/app/features.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { routeFinder } from './route-match.ts'

/** Every screen and its address. */
export const routes: readonly FeatureRoute[] = [
  ...appRoutes,
  ...Object.values(features).flatMap((feature) => feature.routes),
]

/** Returns the route that fits an address. */
export const routeAt = routeFinder(routes)
