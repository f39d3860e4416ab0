import type { Page } from 'playwright-core'
import { paths } from '#client/commands/shifts-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export function screens({ analyst, teamId }: Demo): Screens {
  return {
    lead: [
      { name: 'shifts-teams', path: paths.teams },
      { name: 'shifts-of', path: paths.of(analyst) },
      { name: 'shifts-import', path: paths.import(teamId) },
    ],
    analyst: [
      { name: 'shifts-own', path: paths.own },
      { name: 'shifts-pattern', path: paths.own, open: press('shift.pattern.add') },
      { name: 'shifts-absence', path: paths.own, open: press('shift.absence.add') },
      { name: 'shifts-day', path: paths.own, open: pressToday },
    ],
  }
}

/** Presses a button, which brings up a sheet. */
const press = (key: 'shift.pattern.add' | 'shift.absence.add') => async (page: Page, t: Translate) => {
  await page
    .getByRole('button', { name: t(key), exact: true })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

async function pressToday(page: Page): Promise<void> {
  await page.locator('button[aria-current=date]').click()
  await page.getByRole('dialog').waitFor()
}
