import './talk.css'
import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import type { Reading } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { atTime, calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { AnswerTalkInput } from '#shared/check-ins/contracts.ts'
import type { PersonRef } from '#shared/people/views.ts'

type Props = {
  requestId: string
  from: PersonRef
  /** That the reader was looking at; null where a row of Today does not know it. */
  version: number | null
  onClose: () => void
}

/** Two answers and no words to find: I come, or when. */
export function AnswerTalkSheet({ requestId, from, version, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { clock } = useOffline().outbox.platform
  const today = calendarDay(clock.now(), format.timeZone)
  const [proposing, setProposing] = useState(false)
  const { name } = from
  const { online } = useWorkStatus()
  const answer = (input: AnswerTalkInput) =>
    enqueue(checkInsOnPhone.answerTalk, { input, base: version }).then(
      () => {
        toast({ text: t(online ? 'talk.answered' : 'talk.answered.waits', { name }) })
        onClose()
      },
      () => toast({ text: t('talk.failed') }),
    )
  const form = useForm({
    initial: { day: today, time: '' },
    read({ day, time }): Reading<'time', AnswerTalkInput> {
      const timestamp = day && time ? atTime(day, time, format.timeZone) : Number.NaN
      if (!(timestamp > clock.now())) return { faults: { time: 'refused' } }
      return { input: { requestId, answer: 'time_proposed', proposedAt: new Date(timestamp).toISOString() } }
    },
    send: answer,
    say: () => t('talk.answer.past'),
    // The answer says itself that it failed.
    refusal: () => ({}),
  })

  return (
    <Sheet open onClose={onClose} title={t('talk.answer.title', { name })}>
      <div className="stack">
        <p className="text-prose">{t('talk.answer.text', { name })}</p>
        <Button size="wide" onClick={() => void answer({ requestId, answer: 'will_talk', proposedAt: null })}>
          {t('talk.answer.soon')}
        </Button>
        {proposing ? (
          <>
            <div className="talk-when">
              <DateField
                label={t('talk.answer.day')}
                value={form.values.day}
                min={today}
                onChange={(day) => form.change({ day })}
              />
              <TextField type="time" label={t('talk.answer.at')} {...form.field('time')} />
            </div>
            <Button variant="secondary" size="wide" onClick={() => void form.submit()}>
              {t('talk.answer.send')}
            </Button>
          </>
        ) : (
          <Button variant="secondary" size="wide" onClick={() => setProposing(true)}>
            {t('talk.answer.time')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}
