import { expect, test } from 'vitest'
import { routeAt, routes } from '#client/app/shell/routes.ts'
import { lead } from '#tests/support/component/show.tsx'
import { listFor } from './list-for.ts'

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
