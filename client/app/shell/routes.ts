import { appLaterRoutes, appRoutes } from '#client/app/app-manifest.ts'
import { features } from '#client/app/features.ts'
import { lazyValue } from '#client/lib/lazy-value.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { routeFinder } from './route-match.ts'

/** The screens that are known from the start. */
export const firstRoutes: readonly FeatureRoute[] = [
  ...appRoutes,
  ...Object.values(features).flatMap((feature) => feature.routes),
]
let find = routeFinder(firstRoutes)

/** Holds every screen and its address: those that hardly anybody starts with come in code of their own. */
export const allRoutes = lazyValue(async () => {
  const later = await Promise.all([
    appLaterRoutes(),
    ...Object.values(features).map((feature) => feature.laterRoutes?.() ?? []),
  ])
  const routes = [...firstRoutes, ...later.flat()]
  find = routeFinder(routes)
  return routes
})

/** Returns the route that fits an address; none also where it is one that did not come yet. */
export const routeAt = (pathname: string): FeatureRoute | undefined => find(pathname)

/** Returns the route that fits an address when all are known; it fails where their code cannot be fetched. */
export async function routeOf(pathname: string): Promise<FeatureRoute | undefined> {
  const first = routeAt(pathname)
  if (first) return first
  await allRoutes.preload()
  return routeAt(pathname)
}
