import type { Page } from 'playwright-core'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { paths } from '#client/commands/rulings-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, teamId, locale }: Demo): Promise<Screens> {
  const writeUps = await db
    .selectFrom('policy_write_up')
    .select(['escalation_id', 'policy', 'clause_id', 'policy_version_id', 'precedent_id', 'team_id'])
    .execute()
  const waiting = writeUps.find(({ precedent_id }) => precedent_id === null)
  const ruled = writeUps.find(({ precedent_id }) => precedent_id !== null)
  const own = writeUps.find(({ team_id }) => team_id === teamId)
  if (!waiting || !ruled || !own) throw new Error('The demo has no such write-up')
  const search = new URLSearchParams({
    ...{ policy: own.policy, clause: own.clause_id ?? '', version: own.policy_version_id ?? '' },
  })
  const precedent = {
    name: 'ruling-precedent',
    path: questionPaths.precedent(ruled.precedent_id ?? ''),
  }
  return {
    lead: [
      { name: 'ruling-write-up-new', path: `${paths.newWriteUp(teamId)}?${search}` },
      { name: 'ruling-write-up', path: paths.writeUp(own.escalation_id) },
      precedent,
    ],
    analyst: [precedent],
    // The demo has one partner for policy.
    partner:
      locale === 'ko'
        ? [
            { name: 'ruling-write-up', path: paths.writeUp(waiting.escalation_id) },
            { name: 'ruling', path: paths.rule(waiting.escalation_id), open: takeFirst },
            precedent,
          ]
        : [precedent],
  }
}

/** Takes the error of the first case off its analyst, and waits for what that would change. */
async function takeFirst(page: Page, t: Translate): Promise<void> {
  const cases = page.getByRole('combobox').filter({ hasText: t('ruling.effect.unclear') })
  await cases.first().selectOption({ label: t('ruling.effect.unclear') })
  await page
    .getByText(t('ruling.preview.n', { n: 1 }))
    .first()
    .waitFor()
}
