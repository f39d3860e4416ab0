import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/commands/goals-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import type { GoalView, PersonGoals } from '#shared/goals/views.ts'
import type { Me } from '#shared/people/views.ts'
import { enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { NewGoalPage } from './goal-editor-page.tsx'
import { newGoalForm } from './goal-form.ts'
import { GoalPage } from './goal-page.tsx'
import { goalsOnPerson } from './person-slots.tsx'

const goal: GoalView = {
  goalId: id,
  teamId,
  subject: analyst,
  author: { personId: lead.person.personId, name: lead.person.name },
  metric: 'accuracy',
  baseline: { x: 110, n: 122, from: '2026-10-26', to: '2026-11-16' },
  target: 0.95,
  dueOn: '2099-01-01',
  why: 'Fewer appeals',
  createdAt: '2026-11-20T00:00:00Z',
  ended: null,
  version: 3,
}
const peer: Me = { ...lead, roles: [], teams: [] }
const holding = (goals: GoalView[]) =>
  [
    [
      trpc.goals.person.queryKey({ personId: analyst.personId }),
      { person: analyst, goals } satisfies PersonGoals,
    ],
  ] as const

const draftKey = `goal:new:${analyst.personId}`
const atEditor = { address: paths.newGoal(analyst.personId), path: paths.newGoal(':personId') }
const begun = {
  ...newGoalForm({ goalId: id, commandId: id.replace('1', '2') }),
  target: '95,5',
  dueOn: '2099-01-01',
}

/** As the server says it of somebody with no audits yet. */
const figures = [[trpc.scorecards.analyst.queryKey({ personId: analyst.personId }), { weeks: [] }]] as const

describe('a new goal', () => {
  test('is on the phone before the server knows of it, and shown where it stands', async () => {
    const shown = await show(<NewGoalPage />, { at: atEditor, read: figures, drafts: { [draftKey]: begun } })
    await enter(/Why/, 'Fewer appeals')
    await press('Save the goal', 2)
    const [sent, ...others] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'goals.save',
      input: { goalId: id, subjectId: analyst.personId, target: 0.955, why: 'Fewer appeals', baseline: null },
    })
    expect(others).toEqual([])
    expect(shown.address()).toBe(`${paths.goal(id)}?of=${analyst.personId}`)
    expect(await shown.draft(draftKey)).toBeUndefined()
  })

  test('says at its field what is missing, and what cannot be', async () => {
    const shown = await show(<NewGoalPage />, { at: atEditor, read: figures })
    await press('Save the goal')
    expect(await screen.findByText('Enter the target.')).toBeDefined()
    expect(screen.getByText('Choose a day from today on.')).toBeDefined()
    await waitFor(async () => expect(document.activeElement).toBe(await field(/Target/)))
    await enter(/Target/, 'more')
    await enter(/To be looked at/, '2020-01-01')
    await press('Save the goal')
    expect(await screen.findByText('Enter a percentage from 0 to 100.')).toBeDefined()
    expect(screen.getByText('Choose a day from today on.')).toBeDefined()
    expect(await shown.sent()).toEqual([])
  })

  test('begins when it is known what it begins from', async () => {
    await show(<NewGoalPage />, { at: atEditor, drafts: { [draftKey]: begun } })
    expect(screen.queryByRole('button', { name: 'Save the goal' })).toBeNull()
  })

  test('begins without a network from what this phone knows', async () => {
    const offline = (
      <WorkStatusContext value={{ online: false, state: 'local', n: 0 }}>
        <NewGoalPage />
      </WorkStatusContext>
    )
    await show(offline, { at: atEditor })
    expect(await screen.findByText(/not on this phone yet/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Save the goal' })).toBeDefined()
  })

  test('is for nobody whom the reader does not lead', async () => {
    await show(<NewGoalPage />, { at: atEditor, me: peer })
    expect(screen.queryByRole('button', { name: 'Save the goal' })).toBeNull()
  })
})

describe('a goal', () => {
  const start = { address: `${paths.goal(id)}?of=${analyst.personId}`, path: paths.goal(':goalId') }

  test('says where it began with how sure that is, and ends with one of two taps', async () => {
    const shown = await show(<GoalPage />, { at: start, read: holding([goal]) })
    expect(screen.getByRole('heading', { name: /95/ })).toBeDefined()
    expect(screen.getByText(/90.* n 122/)).toBeDefined()
    expect(screen.getByText('not on this phone yet')).toBeDefined()
    expect(screen.queryByText('nothing verified yet')).toBeNull()
    await press('Talked about it')
    expect(await shown.sent()).toEqual([{ name: 'goals.end', input: { goalId: id, how: 'reviewed' } }])
    expect(screen.queryByRole('button', { name: 'Drop the goal' })).toBeNull()
    expect(screen.getByText(/Talked about on/)).toBeDefined()
  })

  test('that is not there says so', async () => {
    await show(<GoalPage />, { at: start, read: holding([]) })
    expect(await screen.findByText('This goal is not there, or not for you to see.')).toBeDefined()
  })
})

describe('on the page of a person', () => {
  const { part, timeline } = goalsOnPerson
  if (!part || !timeline) throw new Error('Goals show nothing on a person’s page')
  const Entries = () => {
    const { entries } = timeline.useEntries(analyst.personId, Number.NEGATIVE_INFINITY)
    return entries.map(({ key, row }) => <ul key={key}>{row}</ul>)
  }

  test('the open goals stand first, and a new one is one tap away', async () => {
    const ended: GoalView = {
      ...goal,
      goalId: id.replace('1', '3'),
      metric: 'missed',
      ended: { how: 'dropped', by: analyst, at: '2026-11-25T00:00:00Z' },
    }
    await show(<part.Content personId={analyst.personId} />, { read: holding([ended, goal]) })
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toEqual([expect.stringContaining('Accuracy'), expect.stringContaining('Goal dropped')])
    expect(screen.getByRole('link', { name: 'Set a goal' }).getAttribute('href')).toBe(
      paths.newGoal(analyst.personId),
    )
  })

  test('nobody but the two is offered a goal', async () => {
    await show(<part.Content personId={analyst.personId} />, { read: holding([]), me: peer })
    expect(screen.getByText('No goal yet.')).toBeDefined()
    expect(screen.queryByRole('link', { name: 'Set a goal' })).toBeNull()
  })

  test('the timeline says when a goal was set and when it ended, the newest first', async () => {
    const ended: GoalView = { ...goal, ended: { how: 'reviewed', by: analyst, at: '2026-11-25T00:00:00Z' } }
    await show(<Entries />, { read: holding([ended]) })
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toEqual([expect.stringContaining('Goal talked about'), expect.stringContaining('Goal set')])
  })
})
