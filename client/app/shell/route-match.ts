import { matchPath } from 'react-router'

/**
 * Finds the route of an address as the router does: a path without parameters wins over one with them. Most addresses are
 * found by their text alone, because matching each pattern anew costs a tap milliseconds.
 */
export function routeFinder<Route extends { path: string }>(
  routes: readonly Route[],
): (pathname: string) => Route | undefined {
  const isPlain = ({ path }: Route) => !path.includes(':')
  const plain = new Map(routes.filter(isPlain).map((route) => [route.path, route]))
  // A pattern leads to addresses with the same beginning and as many parts.
  const shapeOf = (path: string) => `${path.split('/').length} ${path.split('/')[1]}`
  const patterns = new Map<string, Route[]>()
  for (const route of routes.filter((route) => !isPlain(route))) {
    const shape = shapeOf(route.path)
    patterns.set(shape, [...(patterns.get(shape) ?? []), route])
  }
  const matching = (candidates: readonly Route[], pathname: string) =>
    candidates.find(({ path }) => matchPath(path, pathname))
  return (pathname) =>
    plain.get(pathname) ??
    matching(patterns.get(shapeOf(pathname)) ?? [], pathname) ??
    // Written with other capitals or a slash behind.
    matching([...routes.filter(isPlain), ...routes], pathname)
}
