import type { Page } from 'playwright-core'
import { paths as escalationPaths } from '#client/commands/escalations-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { someAudit } from '#tests/e2e/audits/audits.screens.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

/** Who raised what the manager of this cast decides. */
const raiser = { ko: 'haesol.jeong', en: 'aoife.brannigan' }
/** The analyst who raised a policy gap. */
const gapRaiser = { ko: 'jihu.nam', en: 'priya.ramanathan' }

export async function screens(demo: Demo): Promise<Screens> {
  const raisedBy = async (raiserId: string, severity: 'P1' | 'P2') => {
    const { escalation_id } = await demo.db
      .selectFrom('escalation')
      .select('escalation_id')
      .where('raiser_id', '=', raiserId)
      .where('severity', '=', severity)
      .executeTakeFirstOrThrow()
    return paths.escalation(escalation_id)
  }
  const urgent = await raisedBy(demo.person(raiser), 'P1')
  const gap = await raisedBy(demo.person(gapRaiser), 'P2')
  const { audit_id } = await someAudit(demo)
  return {
    lead: [
      { name: 'escalations', path: `${paths.escalations}?of=team` },
      { name: 'escalation', path: gap },
      { name: 'escalation-asked', path: `${urgent}?decide` },
      { name: 'escalation-comment', path: gap, open: clickButton((t) => t('esc.step.comment')) },
      { name: 'raise', path: paths.raise({ person: demo.watched }) },
      { name: 'delegate', path: paths.delegate },
      { name: 'escalation-board', path: escalationPaths.board },
      { name: 'on-call', path: escalationPaths.chain },
      { name: 'on-call-set', path: escalationPaths.chain, open: openChain },
    ],
    analyst: [
      { name: 'escalations', path: paths.escalations },
      { name: 'escalation', path: gap },
      { name: 'raise', path: paths.raise(), open: chooseSeverity },
      { name: 'raise-child-safety', path: paths.raise({ case: audit_id }), open: chooseChildSafety },
    ],
    manager: [
      { name: 'approval', path: `${urgent}?decide` },
      { name: 'approval-reject', path: `${gap}?decide`, open: clickButton((t) => t('approve.no')) },
      { name: 'escalations', path: `${paths.escalations}?of=team` },
      { name: 'escalation', path: urgent },
      { name: 'delegate', path: paths.delegate },
      { name: 'own-readings', path: escalationPaths.ownReadings },
    ],
    // A partner's inbox is the list of escalations.
    partner: [{ name: 'inbox', path: paths.escalations }],
    admin: [{ name: 'calendar', path: paths.calendar }],
  }
}

async function openChain(page: Page, t: Translate): Promise<void> {
  await page.getByRole('button', { name: t('onCall.set'), exact: true }).click()
  await page.getByRole('dialog').waitFor()
}

async function chooseSeverity(page: Page, t: Translate): Promise<void> {
  await page.getByRole('radio', { name: t('esc.kind.policy_gap') }).check()
  await page.getByRole('radio', { name: t('esc.severity.P2') }).check()
}

async function chooseChildSafety(page: Page, t: Translate): Promise<void> {
  await page.getByRole('radio', { name: t('esc.kind.safety') }).check()
  await page.getByRole('radio', { name: t('esc.category.child_safety') }).check()
  await page.getByRole('button', { name: t('raise.submit'), exact: true }).click()
}
