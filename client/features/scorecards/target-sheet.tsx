import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { scorecards, setTargetInput } from '#shared/scorecards/contracts.ts'
import { type Metric, metrics, targetRate } from '#shared/scorecards/rules.ts'
import { datedTargets, targetsOn } from '#shared/scorecards/target-rules.ts'
import type { TeamTargets } from '#shared/scorecards/views.ts'
import { useAskTargets, useTargetRefusal } from './use-ask-targets.ts'

const fields = ['metric', 'rate', 'effectiveFrom'] as const

/** Reads a percentage as a share of 1, to a tenth of a percent; an empty field is no number. */
const shareOf = (percentage: string): number | null =>
  percentage.trim() === '' ? null : Math.round(Number(percentage.replace(',', '.')) * 10) / 1000

/** A target or limit from a day on. */
export function TargetSheet({ targets, onClose }: { targets: TeamTargets; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const ask = useAskTargets()
  const refusal = useTargetRefusal()
  const { teamId, today, version, initial, entries } = targets
  const form = useForm({
    initial: { metric: 'accuracy' as Metric, rate: '', effectiveFrom: today },
    read: ({ metric, rate, effectiveFrom }) =>
      readWith(setTargetInput, { teamId, metric, rate: shareOf(rate), effectiveFrom }, fieldsNamed(fields)),
    send: (input) => ask(scorecards.setTarget, input, { base: version }),
    say: (field) => t(field === 'effectiveFrom' ? 'targets.wrong.day' : 'targets.wrong.rate'),
    refusal(thrown) {
      const error = toAppError(thrown)
      return { field: fields.find((field) => field === error.details.field), text: refusal(error) }
    },
  })
  useUnsentEdit(form.dirty)
  const { metric, effectiveFrom } = form.values
  const holding = targetRate(targetsOn(initial, datedTargets(entries), effectiveFrom || today), metric)

  async function save() {
    if (!(await form.submit())) return
    toast({ text: t('targets.saved', { day: format.shortDate(effectiveFrom) }) })
    onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('targets.set')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t('targets.save')}
        </Button>
      }
    >
      <div className="stack">
        <ChipGroup
          label={t('targets.choose')}
          value={metric}
          onChange={(chosen) => form.change({ metric: chosen })}
          options={metrics.map((value) => ({ value, label: t(`score.metric.${value}`) }))}
        />
        <TextField
          label={t('targets.value')}
          hint={t('targets.value.hint', { rate: format.percent(holding) })}
          inputMode="decimal"
          autoComplete="off"
          {...form.field('rate')}
        />
        <DateField
          label={t('targets.day')}
          hint={t('targets.day.hint')}
          min={today}
          {...form.field('effectiveFrom')}
        />
        <p className="text-label text-quiet">{t('targets.rule')}</p>
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
