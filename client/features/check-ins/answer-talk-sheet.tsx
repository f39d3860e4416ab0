import './talk.css'
import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { atTime, calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
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
  const [day, setDay] = useState(today)
  const [time, setTime] = useState('')
  const [past, setPast] = useState(false)
  const { name } = from

  async function answer(proposedAt: number | null) {
    const input = {
      requestId,
      answer: proposedAt === null ? ('will_talk' as const) : ('time_proposed' as const),
      proposedAt: proposedAt === null ? null : new Date(proposedAt).toISOString(),
    }
    try {
      await enqueue(checkInsOnPhone.answerTalk, { input, base: version })
    } catch {
      return toast({ text: t('talk.failed') })
    }
    toast({ text: t('talk.answered', { name }) })
    onClose()
  }
  function propose() {
    const at = day && time ? atTime(day, time, format.timeZone) : Number.NaN
    if (!(at > clock.now())) return setPast(true)
    void answer(at)
  }

  return (
    <Sheet open onClose={onClose} title={t('talk.answer.title', { name })}>
      <div className="stack">
        <p className="text-prose">{t('talk.answer.text')}</p>
        <Button size="wide" onClick={() => void answer(null)}>
          {t('talk.answer.soon')}
        </Button>
        {proposing ? (
          <>
            <div className="talk-when">
              <DateField label={t('talk.answer.day')} value={day} min={today} onChange={setDay} />
              <TextField
                type="time"
                label={t('talk.answer.at')}
                value={time}
                onChange={setTime}
                error={past ? t('talk.answer.past') : undefined}
              />
            </div>
            <Button variant="secondary" size="wide" onClick={propose}>
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
