import { messagesIn } from '#tests/support/messages.ts'
import type { Phone } from '#tests/support/phone.ts'

/** Steps of the browser script, on phones in Korean. */
const t = messagesIn.ko

export const tap = ({ page }: Phone, name: string) =>
  page.getByRole('button', { name, exact: true }).last().tap()

export async function raise(
  phone: Phone,
  { summary, severity }: { summary: string; severity: string },
): Promise<void> {
  const { page } = phone
  await page.getByRole('radio', { name: t('esc.kind.policy_gap') }).check()
  await page.getByRole('radio', { name: severity }).check()
  await page.getByRole('textbox', { name: t('raise.summary') }).fill(summary)
  await page.getByRole('radio', { name: t('esc.function.policy'), exact: true }).check()
  await tap(phone, t('raise.submit'))
}

export async function recommend(phone: Phone, question: string): Promise<void> {
  const { page } = phone
  await tap(phone, t('esc.step.requestApproval'))
  const sheet = page.getByRole('dialog', { name: t('esc.step.requestApproval') })
  await sheet.getByRole('textbox', { name: t('esc.ask.question') }).fill(question)
  await sheet
    .getByRole('textbox', { name: t('esc.ask.recommendation') })
    .fill('새 조항이 더 엄격하므로 우선 적용을 권합니다.')
  await sheet
    .getByRole('textbox', { name: t('esc.ask.ifApproved') })
    .fill('대기열 전체가 새 조항을 따릅니다.')
  await sheet.getByRole('textbox', { name: t('esc.ask.ifRejected') }).fill('지금 조항을 유지합니다.')
  await sheet.getByRole('button', { name: t('esc.step.requestApproval') }).tap()
  await sheet.waitFor({ state: 'hidden' })
}
