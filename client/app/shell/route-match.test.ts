import { expect, test } from 'vitest'
import { routeFinder } from './route-match.ts'

const paths = [
  '/team',
  '/team/:teamId',
  '/team/:teamId/import',
  '/people/:personId/cases',
  '/escalations/:escalationId',
  '/escalations/new',
]
const find = routeFinder(paths.map((path) => ({ path })))

test.each([
  ['/team', '/team'],
  ['/team/7', '/team/:teamId'],
  ['/team/7/import', '/team/:teamId/import'],
  ['/people/7/cases', '/people/:personId/cases'],
  ['/escalations/new', '/escalations/new'],
  ['/escalations/7', '/escalations/:escalationId'],
  ['/Team/', '/team'],
  ['/people/7/cases/', '/people/:personId/cases'],
])('%s leads to %s', (pathname, path) => {
  expect(find(pathname)?.path).toBe(path)
})

test.each([
  '/',
  '/people',
  '/people/7',
  '/team/7/other',
  '/people/7/cases/8',
])('%s leads nowhere', (pathname) => {
  expect(find(pathname)).toBeUndefined()
})
