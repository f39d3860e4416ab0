import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { budgetInput } from '#shared/check-ins/contracts.ts'
import type { BudgetView } from '#shared/check-ins/exposure-views.ts'

/** Minutes that shared/check-ins/contracts.ts accepts. */
const bounds = { minutesPerDay: { least: 15, limit: 720 }, minutesWithoutBreak: { least: 15, limit: 480 } }
const fields = ['minutesPerDay', 'minutesWithoutBreak'] as const

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
  const form = useForm({
    initial: {
      minutesPerDay: String(budget.minutesPerDay),
      minutesWithoutBreak: String(budget.minutesWithoutBreak),
    },
    read: (values) =>
      readWith(
        budgetInput,
        {
          teamId,
          minutesPerDay: Number(values.minutesPerDay),
          minutesWithoutBreak: Number(values.minutesWithoutBreak),
        },
        fieldsNamed(fields),
      ),
    send: (input) => enqueue(checkInsOnPhone.setBudget, { input, base: version }),
    say: (field) => t('budget.wrong', bounds[field]),
    refusal() {
      toast({ text: t('talk.failed') })
      return {}
    },
  })
  async function save() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('budget.title')}
      footer={<Button onClick={() => void save()}>{t('budget.save')}</Button>}
    >
      <div className="stack">
        <p className="text-prose">{t('budget.text')}</p>
        <TextField label={t('budget.day')} inputMode="numeric" {...form.field('minutesPerDay')} />
        <TextField label={t('budget.stretch')} inputMode="numeric" {...form.field('minutesWithoutBreak')} />
      </div>
    </Sheet>
  )
}
