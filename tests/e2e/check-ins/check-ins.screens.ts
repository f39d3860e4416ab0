import type { Page } from 'playwright-core'
import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

/** Shares a check-in with the lead. */
const sharing = { ko: 'yunseul.chae', en: 'amara.nwosu' }

export const screens = (demo: Demo): Screens => ({
  lead: [
    { name: 'wellbeing', path: paths.wellbeing },
    { name: 'talks', path: paths.talks },
    { name: 'talk-answer', path: paths.talks, open: clickButton((t) => t('talk.answer')) },
    { name: 'shared-check-ins', path: paths.sharedCheckIns(demo.person(sharing)), open: readShared },
    { name: 'team-totals', path: paths.teamTotals(demo.teamId) },
    { name: 'protocol', path: paths.protocol },
    { name: 'rotations', path: ownPaths.rotations },
  ],
  analyst: [
    { name: 'wellbeing', path: paths.wellbeing },
    { name: 'help-now', path: paths.wellbeing, open: clickButton((t) => t('help.now')) },
    { name: 'consent', path: paths.consent },
    { name: 'check-in', path: paths.checkIn, open: answerFaces },
    { name: 'own-check-ins', path: paths.ownCheckIns },
    { name: 'exposure', path: paths.exposure },
    { name: 'check-in-rhythm', path: paths.wellbeing, open: openRhythm },
    { name: 'questionnaire', path: ownPaths.questionnaire('office-weather') },
    { name: 'exposure-add', path: paths.exposure, open: clickButton((t) => t('exposure.add')) },
    { name: 'exposure-import', path: ownPaths.exposureImport, open: readFile },
    { name: 'exposure-print', path: ownPaths.exposurePrint },
    { name: 'rotation', path: ownPaths.rotation },
  ],
  manager: [
    { name: 'wellbeing', path: paths.wellbeing },
    { name: 'team-totals', path: paths.teamTotals(demo.teamId) },
  ],
  admin: [{ name: 'wellbeing-settings', path: paths.wellbeingSettings }],
})

/** The lowest, a middle one and the best, so that the ends of the scale and their words are seen. */
async function answerFaces(page: Page, t: Translate): Promise<void> {
  const chosen = { energy: 1, load: 3, support: 5 } as const
  for (const item of ['energy', 'load', 'support'] as const)
    await page
      .getByRole('radiogroup', { name: t(`checkin.${item}`) })
      .getByRole('radio', { name: t(`checkin.${item}.${chosen[item]}`), exact: true })
      .check()
}

/** The sheet in which a weekday and a time are chosen. */
async function openRhythm(page: Page, t: Translate): Promise<void> {
  await page.getByText(t('rhythm.title'), { exact: true }).click()
  await page.getByRole('radio', { name: t('rhythm.kind.chosen'), exact: true }).check()
}

/** What is shared is not kept on the phone, so it is only there with a network. */
async function readShared(page: Page, t: Translate): Promise<void> {
  await page.getByText(t('shared.protocol')).waitFor()
}

/** Rows that are new, and rows that cannot be taken. */
async function readFile(page: Page, t: Translate): Promise<void> {
  const rows = [
    'date,minutes,kind,severity',
    '2026-11-02,40,hate,high',
    '2026-11-03,x,hate,low',
    '2026-11-04,20,spam,',
  ]
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'exposure.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) },
  })
  await page.getByText(t('exposure.import.row', { n: 3 })).waitFor()
}
