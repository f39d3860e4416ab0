import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { afterStart } from '#client/app/after-start.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { MePage } from './me-page.tsx'

await afterStart.preload()

const headings = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
const rowOf = (name: string) => screen.getByText(name).closest('.row')?.textContent

test('Me stands in groups, each row with an icon', async () => {
  await show(<MePage />, {
    me: { ...lead, person: { ...lead.person, quiet: { from: '22:00', until: '08:00' } } },
  })
  expect(headings()).toEqual([
    'Account',
    'Notifications',
    'Display',
    'Work',
    'Organisation',
    'My record and rights',
    'This device',
    'Dure',
  ])
  const rows = [...document.querySelectorAll('.row')]
  expect(rows.filter((row) => !row.querySelector('.row-mark svg'))).toEqual([])
  expect(rowOf('Quiet hours')).toContain('22:00~08:00')
  expect(rowOf('Unsent work')).toContain('All sent')
})

test('a group without rows for this person is absent', async () => {
  await show(<MePage />, { me: { ...lead, roles: [], teams: [] } })
  expect(headings()).not.toContain('Work')
  expect(screen.queryByText('Quiet hours')).toBeNull()
})
