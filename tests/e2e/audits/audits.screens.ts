import type { Page } from 'playwright-core'
import { paths as auditPaths } from '#client/commands/audits-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

/** A decision that its analyst has not asked to be looked at again. */
export const someAudit = async ({ db, analyst }: Demo) =>
  await db
    .selectFrom('audit')
    .select('audit_id')
    .where('analyst_id', '=', analyst)
    .where('outcome', '=', 'correct')
    .orderBy('decided_at', 'desc')
    .executeTakeFirstOrThrow()

export async function screens(demo: Demo): Promise<Screens> {
  const { db, analyst, asking, teamId } = demo
  const recheck = await db
    .selectFrom('another_look')
    .select('audit_id')
    .where('analyst_id', '=', asking)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  const wrong = await db
    .selectFrom('put_right')
    .select('item_id')
    .where('team_id', '=', teamId)
    .where('state', '=', 'open')
    .where('audit_id', 'is not', null)
    .orderBy('opened_at')
    .executeTakeFirstOrThrow()
  const asked = paths.case(recheck.audit_id)
  const own = paths.case((await someAudit(demo)).audit_id)
  return {
    lead: [
      { name: 'cases', path: paths.personCases(analyst) },
      { name: 'case', path: asked },
      { name: 'case-answer', path: asked, open: clickButton((t) => t('recheck.answer')) },
      { name: 'case-put-right', path: paths.case(wrong.item_id) },
      { name: 'put-right', path: auditPaths.putRight(teamId) },
      {
        name: 'put-right-select',
        path: auditPaths.putRight(teamId),
        open: clickButton((t) => t('putRight.select')),
      },
      {
        name: 'put-right-settle',
        path: auditPaths.putRight(teamId),
        open: (page, t) =>
          page
            .locator('main')
            .getByRole('button', { name: t('putRight.act'), exact: true })
            .first()
            .click(),
      },
      { name: 'import', path: paths.importAudits(teamId) },
      { name: 'import-columns', path: paths.importAudits(teamId), open: chooseFile },
      { name: 'import-checked', path: paths.importAudits(teamId), open: checkFile },
    ],
    admin: [
      { name: 'names', path: auditPaths.names },
      {
        name: 'name',
        path: auditPaths.names,
        open: (page) => page.locator('main').getByRole('listitem').first().getByRole('button').click(),
      },
    ],
    analyst: [
      { name: 'cases', path: paths.personCases(analyst) },
      { name: 'case', path: own },
      { name: 'case-ask', path: own, open: clickButton((t) => t('score.review')) },
    ],
  }
}

async function chooseFile(page: Page, t: Translate): Promise<void> {
  const rows = [
    'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at',
    'A-1,C-1,SC01,hate-speech,violating,keep,2026-11-20',
    'A-2,C-2,SC02,nobody knows,keep,keep,2026-11-20',
    'A-3,C-3,SC02,spam,keep,keep,3/11/2026',
    'A-4,1.23457E+15,SC02,spam,keep,N/A,2026-11-20',
  ]
  await page
    .getByLabel(t('import.file.choose'))
    .setInputFiles({ name: 'audits.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByRole('heading', { name: t('import.columns') }).waitFor()
}

async function checkFile(page: Page, t: Translate): Promise<void> {
  await chooseFile(page, t)
  await page.getByRole('button', { name: t('import.check'), exact: true }).click()
  await page.getByRole('heading', { name: t('import.questions') }).waitFor()
}
