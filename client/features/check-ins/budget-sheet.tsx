import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { BudgetView } from '#shared/check-ins/exposure-views.ts'

/** Minutes that shared/check-ins/contracts.ts accepts. */
const bounds = { minutesPerDay: { least: 15, most: 720 }, minutesWithoutBreak: { least: 15, most: 480 } }
type Limit = keyof typeof bounds

/** The limits that the app reminds a team's people of; set by who leads it. */
export function BudgetSheet({
  budget: { teamId, budget, version },
  onClose,
}: {
  budget: BudgetView
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const [texts, setTexts] = useState({
    minutesPerDay: String(budget.minutesPerDay),
    minutesWithoutBreak: String(budget.minutesWithoutBreak),
  })
  const [checked, setChecked] = useState(false)
  const isWrong = (limit: Limit) => {
    const value = Number(texts[limit])
    return !Number.isInteger(value) || value < bounds[limit].least || value > bounds[limit].most
  }
  async function save() {
    setChecked(true)
    if (isWrong('minutesPerDay') || isWrong('minutesWithoutBreak')) return
    const input = {
      teamId,
      minutesPerDay: Number(texts.minutesPerDay),
      minutesWithoutBreak: Number(texts.minutesWithoutBreak),
    }
    try {
      await enqueue(checkInsOnPhone.setBudget, { input, base: version })
      onClose()
    } catch {
      toast({ text: t('talk.failed') })
    }
  }
  const field = (limit: Limit, label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={texts[limit]}
      onChange={(text) => setTexts((before) => ({ ...before, [limit]: text }))}
      error={checked && isWrong(limit) ? t('budget.wrong', bounds[limit]) : undefined}
    />
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('budget.title')}
      footer={<Button onClick={() => void save()}>{t('budget.save')}</Button>}
    >
      <div className="stack">
        <p className="text-prose">{t('budget.text')}</p>
        {field('minutesPerDay', t('budget.day'))}
        {field('minutesWithoutBreak', t('budget.stretch'))}
      </div>
    </Sheet>
  )
}
