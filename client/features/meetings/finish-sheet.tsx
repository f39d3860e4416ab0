import './meeting.css'
import { useState } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { Occurrence } from '#shared/meetings/occurrence-rules.ts'
import type { Outcome } from '#shared/meetings/rules.ts'
import type { AgendaItemView, SeriesView } from '#shared/meetings/views.ts'
import { dayWithoutAbsence } from '#shared/shifts/rules.ts'
import { agendaOf } from './data.ts'

type Choice = 'carried' | Outcome
type Props = { series: SeriesView; meeting: Occurrence; onClose: () => void }

/** Days until an action that comes from a meeting is due. */
const actionDays = 7
/** Letters of the title of an action. */
const titleLength = 300

/**
 * Asks of each open item what becomes of it: it is carried over unless something else is said. A lead makes actions of
 * items, which then belong to a note that the two share.
 */
export function FinishSheet({ series, meeting, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  const [ids] = useState(() => ({ noteId: platform.newId(), commandId: platform.newId() }))
  const { entries = [] } =
    useFoldedQuery(trpc.shifts.person.queryOptions({ personId: series.subject.personId })).data ?? {}
  const agenda = agendaOf(series)
  const open = agenda.filter(({ doneAt }) => doneAt === null)
  const isLead = me.person.personId === series.lead.personId
  const options: Choice[] = isLead
    ? ['carried', 'covered', 'action', 'dropped']
    : ['carried', 'covered', 'dropped']
  const choiceOf = ({ itemId }: AgendaItemView): Choice => choices[itemId] ?? 'carried'
  const actions = open.filter((item) => choiceOf(item) === 'action')

  async function saveActions() {
    const { teamId, subject } = series
    await enqueue(coachingOnPhone.saveNote, {
      input: {
        ...{ noteId: ids.noteId, teamId, subjectId: subject.personId },
        ...{ audience: 'person', criterion: null, evidence: [], followUpOn: null },
        body: { kind: 'quick', text: t('meeting.note', { day: format.date(meeting.takesPlaceOn) }) },
        actions: actions.map(({ text }) => ({
          actionId: platform.newId(),
          ownerId: subject.personId,
          title: text.slice(0, titleLength),
          dueOn: dayWithoutAbsence(entries, daysLater(meeting.takesPlaceOn, actionDays)),
        })),
      },
      base: null,
      commandId: ids.commandId,
    })
  }

  async function finish() {
    const noteId = actions.length > 0 ? ids.noteId : null
    const items = open.flatMap((item) => {
      const outcome = choiceOf(item)
      return outcome === 'carried' ? [] : [{ itemId: item.itemId, outcome }]
    })
    try {
      if (noteId) await saveActions()
      const input = { seriesId: series.seriesId, day: meeting.day, items, noteId }
      await enqueue(meetingsOnPhone.finish, { input, base: null })
      toast({ text: t('meeting.finished.now', { n: open.length - items.length }) })
      onClose()
    } catch {
      toast({ text: t('note.failed') })
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('meeting.finish.title', { day: format.date(meeting.takesPlaceOn) })}
      footer={<Button onClick={() => void finish()}>{t('meeting.finish')}</Button>}
    >
      <p className="text-prose">
        {t(open.length > 0 ? 'meeting.finish.text' : 'meeting.finish.nothing', {
          n: agenda.length - open.length,
        })}
      </p>
      <ul>
        {open.map((item) => (
          <li key={item.itemId} className="meeting-choice">
            <p>{item.text}</p>
            <ChipGroup
              label={item.text}
              value={choiceOf(item)}
              onChange={(choice) => setChoices({ ...choices, [item.itemId]: choice })}
              options={options.map((value) => ({ value, label: t(`meeting.outcome.${value}`) }))}
            />
          </li>
        ))}
      </ul>
      {actions.length > 0 && <p className="text-label text-quiet">{t('meeting.finish.shared')}</p>}
    </Sheet>
  )
}
