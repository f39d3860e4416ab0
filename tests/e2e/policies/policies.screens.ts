import type { Page } from 'playwright-core'
import { paths } from '#client/commands/policies-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, teamId }: Demo): Promise<Screens> {
  const counted = await db
    .selectFrom('policy_ledger_entry')
    .select(['policy', 'clause_id', 'policy_version_id'])
    .where('team_id', '=', teamId)
    .where('clause_id', 'is not', null)
    .where('audit_id', 'is not', null)
    .orderBy('opened_at', 'desc')
    .executeTakeFirstOrThrow()
  const search = new URLSearchParams({
    ...{ policy: counted.policy, clause: counted.clause_id ?? '', version: counted.policy_version_id ?? '' },
  })
  const policy = paths.policy(counted.policy)
  const { version_id: versionId } = await db
    .selectFrom('policy_version')
    .select('version_id')
    .where('changed_ko', 'is not', null)
    .orderBy('effective_from', 'desc')
    .executeTakeFirstOrThrow()
  const update = paths.update(versionId)
  return {
    lead: [
      { name: 'ledger', path: paths.ledger(teamId) },
      { name: 'ledger-add', path: paths.ledger(teamId), open: saveNothing },
      { name: 'ledger-entries', path: `${paths.ledgerEntries(teamId)}?${search}` },
      { name: 'policy-updates', path: paths.updates },
      { name: 'policy-update', path: update },
    ],
    manager: [{ name: 'ledger', path: paths.ledger(teamId) }],
    analyst: [
      { name: 'policies', path: paths.policies },
      { name: 'policy', path: policy },
      { name: 'policy-updates', path: paths.updates },
      { name: 'policy-update', path: update },
      { name: 'policy-update-gap', path: update, open: clickButton((t) => t('update.act.gap')) },
    ],
    admin: [
      { name: 'policy', path: policy },
      { name: 'policy-version', path: policy, open: clickButton((t) => t('policy.version.add')) },
      { name: 'policy-clause', path: policy, open: clickButton((t) => t('policy.clause.add')) },
    ],
  }
}

/** Saves with a field missing, which is said at that field. */
async function saveNothing(page: Page, t: Translate): Promise<void> {
  await clickButton((translate) => translate('ledger.add'))(page, t)
  await page.getByRole('button', { name: t('policy.save') }).click()
  await page.getByText(t('policy.missing')).first().waitFor()
}
