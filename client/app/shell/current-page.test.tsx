import { act, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type WorkStatus, WorkStatusContext } from '#client/lib/work-status.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import type { Me } from '#shared/people/views.ts'
import { en } from '#tests/support/catalogues.ts'
import { analyst, lead, show } from '#tests/support/component/show.tsx'
import { CurrentPage } from './current-page.tsx'
import { allRoutes } from './routes.ts'

// A page that waits for its code goes on without a word from React.
const said = vi.spyOn(console, 'error')
afterEach(() => expect(said).not.toHaveBeenCalled())

const routes = await allRoutes.preload()

/** As a phone remembers the lead by itself: the people of the teams lie with the copies, which it lost. */
const remembered: Me = { ...lead, teams: lead.teams.map((team) => ({ ...team, people: [] })) }
const aboutSomebody = routes.filter(
  ({ path, allowed }) => path.includes(':personId') && allowed?.(lead) !== false,
)

const personRoute = routes.find(({ path }) => path === paths.person(':personId'))

async function open(
  route: FeatureRoute | undefined,
  me: Me,
  peopleKnown: boolean,
  status: WorkStatus = { online: true, state: 'sent', n: 0 },
) {
  if (!route) throw new Error('No such route')
  const pathname = route.path.replace(':personId', analyst.personId)
  const page = (
    <WorkStatusContext value={status}>
      <CurrentPage pathname={pathname} route={route} />
    </WorkStatusContext>
  )
  await show(page, { me, peopleKnown, at: { address: pathname, path: '*' } })
  await act(() => vi.dynamicImportSettled())
}

test.each(
  aboutSomebody.map((route) => [route.path, route] as const),
)('%s calls nobody unknown before it is known who is in the teams', async (_path, route) => {
  await open(route, remembered, false)
  expect(screen.queryByText(en['error.NOT_FOUND'])).toBeNull()
})

test('the pages that look somebody up wait', () => {
  expect(
    aboutSomebody
      .filter(({ people }) => people)
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual([
    '/people/:personId',
    '/people/:personId/baseline',
    '/people/:personId/cases',
    '/people/:personId/figures',
    '/people/:personId/goals/new',
    '/people/:personId/notes/new',
    '/people/:personId/reviews/new',
    '/shifts/of/:personId',
  ])
})

test('a page comes once the people are known', async () => {
  await open(personRoute, lead, true)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toContain(analyst.name)
})

test('without a network it says why nothing is shown', async () => {
  await open(personRoute, remembered, false, { online: false, state: 'sent', n: 0 })
  expect(screen.getByText(en['page.failed.offline'])).toBeTruthy()
})
