import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { moveMeetingInput } from '#shared/meetings/contracts.ts'
import type { Occurrence } from '#shared/meetings/occurrence-rules.ts'
import type { SeriesView } from '#shared/meetings/views.ts'

type Props = { series: SeriesView; meeting: Occurrence; onClose: () => void }

/** Moves one meeting to another day or time, or cancels it. */
export function MoveSheet({ series: { seriesId, zone }, meeting, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { day } = meeting
  const form = useForm({
    initial: { day: meeting.takesPlaceOn, time: meeting.time },
    read: (to) =>
      readWith(moveMeetingInput, { seriesId, day, to }, (path) =>
        fieldsNamed(['day', 'time'])(path.replace(/^to\./, '')),
      ),
    send: (input) => enqueue(meetingsOnPhone.move, { input, base: null }),
    say: (field) => t(field === 'day' ? 'meeting.missing.startsOn' : 'meeting.missing.other'),
    refusal: () => ({ text: t('note.failed') }),
  })
  async function save() {
    if (await form.submit()) onClose()
  }
  async function cancel() {
    await enqueue(meetingsOnPhone.move, { input: { seriesId, day, to: null }, base: null })
      .then(() => {
        toast({
          text: t('meeting.cancelled'),
          onUndo: () =>
            void enqueue(meetingsOnPhone.move, {
              input: { seriesId, day, to: { day: meeting.takesPlaceOn, time: meeting.time } },
              base: null,
            }),
        })
        onClose()
      })
      .catch(() => toast({ text: t('note.failed') }))
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('meeting.move')}
      footer={
        <>
          <Button variant="danger" onClick={() => void cancel()}>
            {t('meeting.cancel')}
          </Button>
          <Button disabled={form.busy} onClick={() => void save()}>
            {t('meeting.move.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <DateField label={t('meeting.day')} {...form.field('day')} />
        <TextField label={t('meeting.time')} type="time" hint={zone} {...form.field('time')} />
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
      </div>
    </Sheet>
  )
}
