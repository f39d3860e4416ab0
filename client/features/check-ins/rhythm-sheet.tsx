import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import type { Reading } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { type SetRhythmInput, setRhythmInput } from '#shared/check-ins/contracts.ts'
import type { Rhythm } from '#shared/check-ins/rhythm-rules.ts'

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

type Entered = { kind: Rhythm['kind']; weekday: (typeof weekdays)[number]; time: string }

const enteredOf = (rhythm: Rhythm): Entered => ({
  kind: rhythm.kind,
  weekday: weekdays[rhythm.kind === 'chosen' ? rhythm.weekday - 1 : 0] ?? '1',
  time: rhythm.kind === 'chosen' ? rhythm.time : '15:00',
})

function read({ kind, weekday, time }: Entered): Reading<'time', SetRhythmInput> {
  const rhythm = kind === 'chosen' ? { kind, weekday: Number(weekday), time } : { kind }
  const parsed = setRhythmInput.safeParse({ rhythm })
  return parsed.success ? { input: parsed.data } : { faults: { time: 'missing' } }
}

/** Chooses when the week's check-in is asked for, or that none is. */
export function RhythmSheet({ rhythm, onClose }: { rhythm: Rhythm; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const form = useForm({
    initial: enteredOf(rhythm),
    read,
    send: (input) => enqueue(checkInsOnPhone.setRhythm, { input, base: null }),
    say: () => t('rhythm.wrong'),
    refusal() {
      toast({ text: t('checkin.failed') })
      return {}
    },
  })
  const { kind, weekday } = form.values
  async function save() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('rhythm.title')}
      footer={<Button onClick={() => void save()}>{t('rhythm.save')}</Button>}
    >
      <div className="stack">
        <p className="text-prose">{t('rhythm.text')}</p>
        <ChipGroup
          label={t('rhythm.title')}
          value={kind}
          onChange={(kind) => form.change({ kind })}
          options={(['weekly', 'chosen', 'never'] as const).map((value) => ({
            value,
            label: t(`rhythm.kind.${value}`),
          }))}
        />
        {kind === 'chosen' && (
          <>
            <SelectField
              label={t('rhythm.weekday')}
              value={weekday}
              onChange={(weekday) => form.change({ weekday })}
              options={weekdays.map((value) => ({ value, label: t(`rhythm.day.${value}`) }))}
            />
            <TextField type="time" label={t('rhythm.time')} {...form.field('time')} />
          </>
        )}
      </div>
    </Sheet>
  )
}
