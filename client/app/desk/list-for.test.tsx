import { expect, test } from 'vitest'
import { allRoutes, routeAt } from '#client/app/shell/routes.ts'
import { paths } from '#client/lib/paths.ts'
import { lead } from '#tests/support/component/show.tsx'
import { listFor } from './list-for.ts'

const routes = await allRoutes.preload()

test('every screen belongs to a list that stays, whoever opens it', () => {
  const nobody = { ...lead, roles: [], teams: [] }
  const partner = { ...nobody, roles: [{ role: 'partner' as const, teamId: null, function: null }] }
  const wrong = [lead, nobody, partner].flatMap((me) =>
    routes
      .map(({ path }) => listFor(me, path))
      .filter((list) => {
        const route = routeAt(list)
        return route?.list !== 'outer' || route.allowed?.(me) === false
      }),
  )
  expect(wrong).toEqual([])
})

test('nobody who manages no team has the list of managed teams beside a page', () => {
  const beside = routes.map(({ path }) => listFor(lead, path.replaceAll(/:\w+/g, 'one')))
  expect(beside).toContain(paths.team())
  expect(beside).not.toContain(paths.teams)
})
