import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { administration, setOfflineHoursInput } from '#shared/administration/contracts.ts'
import { offlineHourBounds } from '#shared/administration/rules.ts'
import { useAdminister } from './data.ts'
import { refusalOf } from './refusals.ts'

const fields = ['hours'] as const

/** Sets how long phones show their copies without an answer from the server. */
export function OfflineHoursForm({ hours }: { hours: number }) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const form = useForm({
    initial: { hours: String(hours) },
    read: (typed) => {
      const text = typed.hours.trim()
      return readWith(setOfflineHoursInput, { hours: text === '' ? null : Number(text) }, fieldsNamed(fields))
    },
    send: (input) => administer(administration.setOfflineHours, input),
    say: () => t('admin.org.offline.wrong', offlineHourBounds),
    refusal: (thrown) => refusalOf(t, thrown, fields),
  })

  async function save() {
    const n = Number(form.values.hours)
    if (await form.submit()) toast({ text: t('admin.org.offline.saved', { n }) })
  }

  return (
    <>
      <TextField
        label={t('admin.org.offline')}
        hint={t('admin.org.offline.hint', offlineHourBounds)}
        inputMode="numeric"
        autoComplete="off"
        {...form.field('hours')}
      />
      <p role="alert" className="field-error" hidden={!form.failure}>
        {form.failure}
      </p>
      <div>
        <Button
          variant="secondary"
          disabled={!online || form.busy || form.values.hours.trim() === String(hours)}
          onClick={() => void save()}
        >
          {t('admin.org.offline.save')}
        </Button>
      </div>
    </>
  )
}
