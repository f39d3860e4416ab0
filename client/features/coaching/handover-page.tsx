import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { CheckRow } from '#client/ui/check-row.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { HandoverView, NamedView } from '#shared/coaching/views.ts'
import { useNamed, useNameOf, useToHandover } from './data.ts'
import { firstLine } from './note-text.ts'
import { useHandover } from './use-handover.ts'

/** Hands one's own notes in a team over to who leads it next, note by note or several at once. */
export function HandoverPage() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const teams = teamsLed(useMe())
  const wanted = search.get('team')
  const team = wanted ? teams.find(({ teamId }) => teamId === wanted) : teams[0]
  if (!team)
    return (
      <DetailPage title={t('handover.title')} back={paths.me}>
        <ForbiddenState />
      </DetailPage>
    )
  const choice = teams.length > 1 && (
    <div className="inset inset-block">
      <ChipGroup
        label={t('handover.team')}
        value={team.teamId}
        onChange={(teamId) => setSearch({ team: teamId }, { replace: true })}
        options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
      />
    </div>
  )
  return (
    <TeamNotes key={team.teamId} team={team}>
      {choice}
    </TeamNotes>
  )
}

function TeamNotes({ team: { teamId }, children }: { team: Team; children: ReactNode }) {
  const t = useT()
  const toast = useToast()
  const me = useMe().person.personId
  const named = useNamed(teamId)
  const query = useToHandover(teamId)
  const handover = useHandover()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [takerId, setTakerId] = useState<string>()
  const takers = named.data?.leads.filter(({ personId }) => personId !== me) ?? []
  const taker =
    takers.find(({ personId }) => personId === takerId) ?? (takers.length === 1 ? takers[0] : undefined)
  const ids = query.data?.notes.flatMap(({ noteId }) => (chosen.has(noteId) ? noteId : [])) ?? []

  const choose = (noteIds: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      for (const noteId of noteIds) {
        if (isChosen) after.add(noteId)
        else after.delete(noteId)
      }
      return after
    })
  async function submit() {
    if (!taker) return
    try {
      await handover(ids, taker)
      setChosen(new Set())
    } catch {
      toast({ text: t('note.failed') })
    }
  }

  return (
    <DetailPage
      title={t('handover.title')}
      back={paths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        <Dock>
          <Button size="wide" disabled={!taker || ids.length === 0} onClick={() => void submit()}>
            {taker ? t('handover.act', { n: ids.length, name: taker.name }) : t('handover.choose')}
          </Button>
        </Dock>
      }
    >
      {children}
      <Loaded query={query} rows={6}>
        {(view) => (
          <>
            <Introduction view={view} />
            <Takers
              leads={takers}
              value={taker?.personId}
              onChange={setTakerId}
              known={named.data !== undefined}
            />
            {view.notes.length === 0 ? (
              <EmptyState text={t('handover.empty')} />
            ) : (
              <NoteGroups view={view} taker={taker?.personId} chosen={chosen} onChoose={choose} />
            )}
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

function Introduction({ view: { endsOn, kept } }: { view: HandoverView }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className="inset inset-block stack text-label">
      {endsOn && <p className="text-strong">{t('handover.ends', { day: format.date(endsOn) })}</p>}
      <p>{t('handover.how')}</p>
      {kept > 0 && <p>{t('handover.kept', { n: kept })}</p>}
    </div>
  )
}

type TakersProps = {
  leads: NamedView['leads']
  value: string | undefined
  onChange: (personId: string) => void
  /** The phone knows who leads the team. */
  known: boolean
}

function Takers({ leads, value, onChange, known }: TakersProps) {
  const t = useT()
  const format = useFormat()
  return (
    <Part variant="ruled" heading={t('handover.taker')}>
      <div className="inset inset-block">
        {leads.length === 0 ? (
          <p className="text-label">{t(known ? 'handover.nobody' : 'handover.unknown')}</p>
        ) : (
          <ChipGroup
            label={t('handover.taker')}
            value={value}
            onChange={onChange}
            options={leads.map(({ personId, name, startsOn }) => ({
              value: personId,
              label:
                format.daysFromToday(startsOn) > 0
                  ? t('handover.from', { name, day: format.shortDate(startsOn) })
                  : t('ui.person', { name }),
            }))}
          />
        )}
      </div>
    </Part>
  )
}

type GroupsProps = {
  view: HandoverView
  taker: string | undefined
  chosen: ReadonlySet<string>
  onChoose: (noteIds: readonly string[], isChosen: boolean) => void
}

/** The notes by whom they are about; what the chosen lead reads already is not handed over again. */
function NoteGroups({ view, taker, chosen, onChoose }: GroupsProps) {
  const t = useT()
  const format = useFormat()
  const nameOf = useNameOf()
  const groups = Map.groupBy(view.notes, ({ subject }) => subject.personId)
  return [...groups].map(([personId, notes]) => {
    const free = notes.filter(({ takers }) => !takers.some((reader) => reader.personId === taker))
    const ids = free.map(({ noteId }) => noteId)
    const all = ids.length > 0 && ids.every((noteId) => chosen.has(noteId))
    const [first] = notes
    return (
      <RowGroup
        key={personId}
        heading={t('ui.person', { name: first?.subject.name ?? '' })}
        limit={Number.POSITIVE_INFINITY}
        aside={
          ids.length > 1 && (
            <Button variant="text" size="row" onClick={() => onChoose(ids, !all)}>
              {t(all ? 'handover.none' : 'handover.all')}
            </Button>
          )
        }
      >
        {notes.map(({ noteId, body, createdAt, takers }) => {
          const title = firstLine(body)
          const taken = takers.some((reader) => reader.personId === taker)
          const detail = [
            format.date(createdAt),
            t(`note.kind.${body.kind}`),
            takers.length > 0 &&
              t('note.readers.handover', {
                names: takers.map((reader) => t('ui.person', { name: nameOf(reader) })).join(', '),
              }),
          ]
            .filter(Boolean)
            .join(' · ')
          return (
            <CheckRow
              key={noteId}
              label={`${title}, ${detail}`}
              title={title}
              detail={detail}
              checked={chosen.has(noteId) && !taken}
              refused={taken}
              onChange={(isChosen) => onChoose([noteId], isChosen)}
            />
          )
        })}
      </RowGroup>
    )
  })
}
