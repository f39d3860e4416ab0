import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { paths } from '#client/commands/goals-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, analyst, watched }: Demo): Promise<Screens> {
  const goal = await setGoal(db, analyst)
  return {
    lead: [
      { name: 'goals', path: `${appPaths.person(analyst)}?part=goals` },
      { name: 'goal', path: `${paths.goal(goal)}?of=${analyst}` },
      { name: 'goal-editor', path: paths.newGoal(watched), open: saveNothing },
      { name: 'goal-change', path: `${paths.editGoal(goal)}?of=${analyst}` },
    ],
    analyst: [
      { name: 'goals', path: `${appPaths.record}?part=goals` },
      { name: 'goal', path: paths.goal(goal) },
    ],
  }
}

/** Returns the goal of an analyst of the demo, which is set where there is none. */
async function setGoal(db: Demo['db'], analyst: string): Promise<string> {
  const known = await db
    .selectFrom('goal')
    .select('goal_id')
    .where('subject_id', '=', analyst)
    .executeTakeFirst()
  if (known) return known.goal_id
  const { org_id, team_id } = await db
    .selectFrom('app.membership_today')
    .select(['org_id', 'team_id'])
    .where('person_id', '=', analyst)
    .where('role', '=', 'analyst')
    .executeTakeFirstOrThrow()
  if (!team_id) throw new Error('The analyst has no team')
  const goal_id = uuidv7()
  await db
    .insertInto('goal')
    .values({
      ...{ org_id, goal_id, team_id, subject_id: analyst, author_id: analyst, metric: 'accuracy' },
      baseline: JSON.stringify({ x: 110, n: 122, from: '2026-10-26', to: '2026-11-16' }),
      ...{ target: 0.95, due_on: '2026-12-18', why: 'HATE, 2항', claimed_at: '2026-11-20T00:00:00Z' },
    })
    .execute()
  return goal_id
}

/** Saves without a target, which is said at its field. */
async function saveNothing(page: Page, t: Translate): Promise<void> {
  await page.getByRole('button', { name: t('goal.save'), exact: true }).click()
  await page.getByText(t('goal.missing.target')).waitFor()
}
