import './meeting.css'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { meetingOf } from '#shared/meetings/contracts.ts'
import { comingMeetings, type Occurrence, unfinishedMeeting } from '#shared/meetings/occurrence-rules.ts'
import type { AgendaItemView, SeriesView } from '#shared/meetings/views.ts'
import { can } from '#shared/policy.ts'
import { AgendaRow } from './agenda-row.tsx'
import { agendaOf, goesOn, itemsOfMeeting, useSeries } from './data.ts'
import { FinishSheet } from './finish-sheet.tsx'
import { ItemSheet } from './item-sheet.tsx'
import { useMeetingTime } from './meeting-text.ts'
import { MoveSheet } from './move-sheet.tsx'
import { SeriesSheet } from './series-sheet.tsx'

type Opened = { sheet: 'add' | 'change' | 'move' | 'finish' } | { sheet: 'item'; item: AgendaItemView }

type Props = {
  /** Shows what there is of the person since a moment, ISO 8601 in UTC, which other features know. */
  since: (personId: string, moment: string) => ReactNode
}

/** A series of 1:1s: the next meeting, what the two want to talk about, what happened since, and what became of it before. */
export function SeriesPage({ since }: Props) {
  const t = useT()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const [opened, setOpened] = useState<Opened>()
  const { seriesId = '' } = useParams()
  const now = useNow()
  const query = useSeries(seriesId)
  const series = query.data?.found
  const own = series?.subject.personId === me.person.personId
  const facts = series && {
    leadId: series.lead.personId,
    subjectId: series.subject.personId,
    teamId: series.teamId,
  }
  const attends = facts !== undefined && can(actorOf(me), 'meeting.attend', facts)
  const leads = facts !== undefined && can(actorOf(me), 'meeting.set', { ...facts, inTeam: true })
  const last = series && unfinishedMeeting(series, now)
  const lastFinish = series?.meetings
    .flatMap(({ finished }) => finished?.at ?? [])
    .toSorted()
    .at(-1)
  const next = series && goesOn(series) ? comingMeetings(series, now)[0] : undefined
  // One that goes on or is about to begin may be finished as well.
  const toFinish = last ?? (next && next.startsAt <= now ? next : undefined)
  const home = series && !own ? paths.person(series.subject.personId) : paths.record
  const end = ({ version }: SeriesView) =>
    void enqueue(meetingsOnPhone.end, { input: { seriesId }, base: version }).catch(() =>
      toast({ text: t('note.failed') }),
    )
  const close = () => setOpened(undefined)
  return (
    <DetailPage
      title={
        series ? t('meeting.with', { name: (own ? series.lead : series.subject).name }) : t('meeting.part')
      }
      back={`${home}?part=meetings`}
      more={
        series && leads && goesOn(series)
          ? [
              { label: t('meeting.change.menu'), onSelect: () => setOpened({ sheet: 'change' }) },
              { label: t('meeting.end'), onSelect: () => end(series), danger: true },
            ]
          : []
      }
      asOf={query.dataUpdatedAt || undefined}
      dock={
        series &&
        attends &&
        series.endedAt === null && (
          <Dock>
            {toFinish && (
              <Button variant="secondary" onClick={() => setOpened({ sheet: 'finish' })}>
                {t('meeting.finish')}
              </Button>
            )}
            <Button onClick={() => setOpened({ sheet: 'add' })}>{t('meeting.item.add')}</Button>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('meeting.gone')}>
        {({ found }) => (
          <>
            <NextMeeting
              series={found}
              next={next}
              onMove={attends ? () => setOpened({ sheet: 'move' }) : undefined}
            />
            <Agenda series={found} onChange={(item) => setOpened({ sheet: 'item', item })} />
            {lastFinish && since(found.subject.personId, lastFinish)}
            <Past series={found} isLead={leads} />
          </>
        )}
      </Loaded>
      {series && opened?.sheet === 'add' && <ItemSheet seriesId={seriesId} onClose={close} />}
      {series && opened?.sheet === 'item' && (
        <ItemSheet seriesId={seriesId} item={opened.item} onClose={close} />
      )}
      {next && series && opened?.sheet === 'move' && (
        <MoveSheet series={series} meeting={next} onClose={close} />
      )}
      {series && opened?.sheet === 'change' && (
        <SeriesSheet
          subject={series.subject}
          teamId={series.teamId}
          zone={series.zone}
          series={series}
          onClose={close}
        />
      )}
      {toFinish && series && opened?.sheet === 'finish' && (
        <FinishSheet series={series} meeting={toFinish} onClose={close} />
      )}
    </DetailPage>
  )
}

type NextProps = { series: SeriesView; next: Occurrence | undefined; onMove: (() => void) | undefined }

/** Says when and where the two meet next, in the zone of the series. */
function NextMeeting({ series, next, onMove }: NextProps) {
  const t = useT()
  const timeOf = useMeetingTime()
  const shown = next && timeOf(next, series.zone)
  const rule = t('meeting.everyWeeks.n', { n: series.everyWeeks })
  return (
    <header className="meeting-head">
      <div>
        <p className="text-strong">
          {shown
            ? shown.time
            : t(series.led ? 'meeting.ended' : 'meeting.ended.lead', { name: series.lead.name })}
        </p>
        <p className="text-label text-quiet">
          {[shown?.zone, rule, t('meeting.minutes.n', { n: series.minutes }), series.place]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <SyncLine entity={series.seriesId} />
        {next && <SyncLine entity={meetingOf(series.seriesId, next.day)} />}
      </div>
      {next && onMove && (
        <Button variant="secondary" size="row" onClick={onMove}>
          {t('meeting.move')}
        </Button>
      )}
    </header>
  )
}

function Agenda({ series, onChange }: { series: SeriesView; onChange: (item: AgendaItemView) => void }) {
  const t = useT()
  const agenda = agendaOf(series)
  return (
    <Part className="inset-block" variant="ruled" heading={t('meeting.agenda')}>
      {agenda.length === 0 ? (
        <EmptyState text={t('meeting.agenda.none')} />
      ) : (
        <ul>
          {agenda.map((item) => (
            <AgendaRow key={item.itemId} item={item} series={series} onChange={() => onChange(item)} />
          ))}
        </ul>
      )}
    </Part>
  )
}

/** Lists the meetings that took place, each with what it dealt with and the note of its actions. */
function Past({ series, isLead }: { series: SeriesView; isLead: boolean }) {
  const t = useT()
  const format = useFormat()
  const done = series.meetings
    .filter(({ finished }) => finished)
    .toSorted((left, right) => right.day.localeCompare(left.day))
  return (
    <Part variant="ruled" heading={t('meeting.past')}>
      {done.length === 0 ? (
        <EmptyState text={t('meeting.past.none')} />
      ) : (
        <ul>
          {done.map(({ day, movedTo, finished }) => {
            const items = itemsOfMeeting(series, day).map(({ text }) => text)
            return (
              <Row
                key={day}
                title={format.date(movedTo?.day ?? day)}
                detail={items.length > 0 ? items.join(' · ') : t('meeting.past.empty')}
                to={finished?.noteId ? paths.note(finished.noteId) : undefined}
              />
            )
          })}
        </ul>
      )}
      {isLead && (
        <div className="inset inset-block">
          <ButtonLink variant="secondary" to={paths.newNote(series.subject.personId)}>
            {t('meeting.toNote')}
          </ButtonLink>
        </div>
      )}
    </Part>
  )
}
