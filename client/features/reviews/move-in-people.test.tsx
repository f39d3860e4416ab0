import { fireEvent, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { UnknownPerson } from '#shared/reviews/move-in-views.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { MoveInPeople } from './move-in-people.tsx'
import { nobodyMade, peopleChosen } from './move-in-people-form.ts'

const other = '018f0000-0000-7000-8000-0000000000ab'
const person = (given: Partial<UnknownPerson> = {}): UnknownPerson => ({
  ...{ called: 'mina@support.example', name: 'Mina', reviewed: 2, reviewing: 0, namesakes: 0, made: false },
  ...{ firstDay: '2026-09-14', lastDay: '2026-10-05' },
  ...given,
})
const coach = person({ called: 'Coach', name: 'Coach', reviewed: 0, reviewing: 3, namesakes: 1 })

/** The step with what it chose below it, as it is sent. */
function Step({ unknown }: { unknown: readonly UnknownPerson[] }) {
  const [choice, setChoice] = useState(() => nobodyMade(teamId))
  return (
    <>
      <MoveInPeople unknown={unknown} choice={choice} onChange={setChoice} />
      <pre data-testid="chosen">{JSON.stringify(peopleChosen(unknown, choice))}</pre>
    </>
  )
}
const chosen = () => JSON.parse(screen.getByTestId('chosen').textContent)
const makeThem = () => fireEvent.click(screen.getByRole('switch', { name: 'Make these people' }))
async function change(place: number) {
  fireEvent.click(screen.getAllByRole('button', { name: 'Change' })[place] as HTMLElement)
  return within(await screen.findByRole('dialog'))
}

test('nobody is made until it is said; then the reviewed are analysts from their first row on', async () => {
  await show(<Step unknown={[person(), coach]} />, { me: lead })
  expect(screen.getByText('Reviews that stay out with who is left out: 2')).toBeTruthy()
  expect(screen.getByText(/Already in Dure with this name: 1/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Change' })).toBeNull()
  expect(chosen()).toEqual([])
  makeThem()
  expect(chosen()).toEqual([
    { called: 'mina@support.example', name: 'Mina', teamId, role: 'analyst', startsOn: '2026-09-14' },
    { called: 'Coach', name: 'Coach', teamId, role: 'none', startsOn: '2026-09-14' },
  ])
  expect(screen.queryByText(/stay out/)).toBeNull()
  // A lead of one team has no other to choose.
  expect(screen.queryByLabelText('Team of all of them')).toBeNull()
})

test('each can be changed, and left out with their reviews counted', async () => {
  await show(<Step unknown={[person(), coach]} />, { me: lead })
  makeThem()
  let sheet = await change(0)
  fireEvent.change(sheet.getByLabelText('Name'), { target: { value: ' ' } })
  fireEvent.change(sheet.getByLabelText('First day'), { target: { value: '2199-01-01' } })
  fireEvent.click(sheet.getByRole('button', { name: 'Apply' }))
  expect(await sheet.findByText('A name is needed.')).toBeTruthy()
  expect(sheet.getByText('A day up to today is needed.')).toBeTruthy()
  fireEvent.change(sheet.getByLabelText('Name'), { target: { value: ' Mina Seo ' } })
  fireEvent.change(sheet.getByLabelText('First day'), { target: { value: '2026-09-01' } })
  fireEvent.click(sheet.getByRole('button', { name: 'Apply' }))
  await expect.poll(chosen).toMatchObject([{ name: 'Mina Seo', startsOn: '2026-09-01' }, {}])
  sheet = await change(0)
  fireEvent.change(sheet.getByLabelText('Make as'), { target: { value: 'leave' } })
  expect(sheet.queryByLabelText('Name')).toBeNull()
  fireEvent.click(sheet.getByRole('button', { name: 'Apply' }))
  await expect.poll(chosen).toMatchObject([{ called: 'Coach' }])
  expect(screen.getByText('Reviews that stay out with who is left out: 2')).toBeTruthy()
})

test('who administers gives one team to all, and another one to each', async () => {
  const me = { ...lead, roles: [{ role: 'admin' as const, teamId: null, function: null }] }
  const zone = 'Asia/Seoul'
  const structure = {
    org: { orgId: lead.org.orgId, name: 'Org', zone, offlineHours: 72 },
    teams: [teamId, other].map((id, place) => ({
      ...{ teamId: id, name: `Team ${place}`, parentId: null, zone, version: 1 },
    })),
  }
  await show(<Step unknown={[person()]} />, {
    me,
    read: [[trpc.administration.structure.queryKey(), structure]],
  })
  makeThem()
  fireEvent.change(screen.getByLabelText('Team of all of them'), { target: { value: other } })
  expect(chosen()).toMatchObject([{ teamId: other }])
  const sheet = await change(0)
  fireEvent.change(sheet.getByLabelText('Team'), { target: { value: teamId } })
  fireEvent.click(sheet.getByRole('button', { name: 'Apply' }))
  await expect.poll(chosen).toMatchObject([{ teamId }])
})
