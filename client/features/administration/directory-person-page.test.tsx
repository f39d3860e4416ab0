import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import type { Me } from '#shared/people/views.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { DirectoryPersonPage } from './directory-person-page.tsx'

const admin: Me = { ...lead, roles: [...lead.roles, { role: 'admin', teamId: null, function: null }] }
const today = calendarDay(Date.now(), 'Asia/Seoul')
const structure: StructureView = { org: { name: 'Org', zone: 'Asia/Seoul', offlineHours: 72 }, teams: [] }
const role = (
  changes: Partial<DirectoryPerson['standings'][number]>,
): DirectoryPerson['standings'][number] => ({
  ...{ membershipId: id, role: 'lead', teamId, function: null, startsOn: '2026-01-01', endsOn: null },
  confirmed: true,
  ...changes,
})
async function open(personId: string, ...assignments: DirectoryPerson['standings']) {
  const person: DirectoryPerson = {
    ...{ personId, name: 'Lee', reference: null, locale: 'en', email: null, signsIn: true },
    ...{ invitedUntil: null, invitationWaits: false, standings: assignments },
  }
  await show(<DirectoryPersonPage />, {
    me: admin,
    at: { address: paths.directoryPerson(personId), path: paths.directoryPerson(':personId') },
    read: [
      [trpc.administration.directoryPerson.queryKey({ personId }), person],
      [trpc.administration.structure.queryKey(), structure],
    ],
  })
}
const own = admin.person.personId
const links = () =>
  screen.queryAllByRole('link', { name: /^Hand over notes/ }).map((link) => link.getAttribute('href'))
const ending = role({ endsOn: daysLater(today, 20) })

describe('the last day of a lead', () => {
  test('leads to handing over where the role is one’s own', async () => {
    await open(own, ending)
    expect(links()).toEqual([paths.handover(teamId)])
  })

  test('says who hands over where it is somebody else’s', async () => {
    await open(id, ending)
    expect(screen.getByText(/Notes are handed over by who wrote them/)).toBeDefined()
    expect(links()).toEqual([])
  })

  test('says nothing where no end is set, where it is over, or where the role has no notes', async () => {
    const over = role({ endsOn: daysLater(today, -1) })
    const analyst = role({ role: 'analyst', endsOn: daysLater(today, 20) })
    await open(own, role({}), over, analyst)
    expect(await screen.findByText('Roles')).toBeDefined()
    expect(screen.queryByText(/hand/i)).toBeNull()
  })
})
