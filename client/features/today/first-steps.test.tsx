import { cleanup, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Team } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { FirstSteps } from './first-steps.tsx'

const [team] = lead.teams
if (!team) throw new Error('The lead of these tests leads a team')
const empty: Team = { ...team, people: [], audited: false }

const begun = { accuracy: 0.9, missed: 0.1, overEnforced: 0.1 }
const ticks = () => screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))
const showSteps = async (given: Team, seen: () => void = () => undefined, figures = false) =>
  await show(<FirstSteps team={given} onSeenDone={seen} />, {
    me: lead,
    read: figures
      ? [
          [
            trpc.scorecards.team.queryKey({ teamId: team.teamId }),
            {
              ...{
                teamId: team.teamId,
                teamName: team.name,
                zone: team.zone,
                weeks: [],
                people: [],
                signals: [],
              },
              ...{
                dataThrough: '2026-11-29T00:00:00Z',
                targets: { '4w': begun, '13w': begun },
                targetBreaks: [],
              },
            },
          ],
        ]
      : [],
  })

test('an empty team has three steps to do, of which the last is closed, and two ways to try', async () => {
  await showSteps(empty)
  expect(ticks()).toEqual(['To do', 'To do', 'To do'])
  expect(screen.getByRole('button', { name: 'Invite' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Import' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'See' })).toBeNull()
  expect(screen.getByRole('link', { name: /Look around/ }).getAttribute('href')).toBe(paths.tour)
  expect(screen.getByRole('button', { name: 'Download' })).toBeTruthy()
})

test('each step is ticked by what is there, and the last opens with an audit log', async () => {
  await showSteps({ ...empty, people: team.people })
  expect(ticks()).toEqual(['Done', 'To do', 'To do'])
  cleanup()
  await showSteps({ ...empty, people: team.people, audited: true })
  expect(ticks()).toEqual(['Done', 'Done', 'To do'])
  expect(screen.getByRole('button', { name: 'See' })).toBeTruthy()
})

test('all ticked, they end when the screen is left and not before', async () => {
  const seen = vi.fn()
  await showSteps({ ...empty, people: team.people, audited: true }, seen, true)
  expect(ticks()).toEqual(['Done', 'Done', 'Done'])
  expect(seen).not.toHaveBeenCalled()
  cleanup()
  expect(seen).toHaveBeenCalled()
})
