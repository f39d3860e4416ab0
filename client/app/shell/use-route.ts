import { useEffect, useState } from 'react'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { allRoutes, routeAt } from './routes.ts'

/** Returns the route that fits an address; one that is not known yet when all of them have come. */
export function useRoute(pathname: string): FeatureRoute | undefined {
  const [, know] = useState<unknown>()
  const route = routeAt(pathname)
  useEffect(() => {
    // Where they cannot be fetched, the page says so.
    if (!route) allRoutes.preload().then(know, () => undefined)
  }, [route])
  return route
}
