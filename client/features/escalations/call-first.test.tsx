import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { CallFirst } from './call-first.tsx'

const [team] = lead.teams
const inTeam = (leads: { personId: string; name: string }[]) => ({
  ...lead,
  teams: team ? [{ ...team, leads }] : [],
})

test.each([
  ['the leads of the team', [{ personId: analyst.personId, name: 'Ana' }], /call Ana now/],
  ['the other lead or the manager', [lead.person, analyst], /call Ana or your manager now/],
  ['the manager, where nobody else leads it', [lead.person], /call your manager now/],
])('what waits on the phone says to call %s', async (_, leads, expected) => {
  await show(<CallFirst teamId={teamId} />, { me: inTeam(leads) })
  expect(screen.getByRole('status').textContent).toMatch(expected)
})
