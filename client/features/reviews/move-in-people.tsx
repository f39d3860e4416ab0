import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { administers, teamsLed, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { personToMake, type UnknownPerson } from '#shared/reviews/move-in-views.ts'
import { choiceFor, fates, type OwnChoice, type PeopleChoice, reviewsLeft } from './move-in-people-form.ts'

type TeamOption = { value: string; label: string }
type Props = {
  unknown: readonly UnknownPerson[]
  choice: PeopleChoice
  onChange: (choice: PeopleChoice) => void
}

/** Returns the teams whose people the reader may make: all for who administers, else those that they lead. */
function useTeams(): TeamOption[] {
  const me = useMe()
  const all = useQuery(trpc.administration.structure.queryOptions(undefined, { enabled: administers(me) }))
  const teams = all.data?.teams ?? teamsLed(me)
  return teams.map(({ teamId, name }) => ({ value: teamId, label: name }))
}

/** Names the people of the files whom nobody knows, and asks who of them is made: with which name, team, role and first day. */
export function MoveInPeople({ unknown, choice, onChange }: Props) {
  const t = useT()
  const me = useMe()
  const teams = useTeams()
  const [open, setOpen] = useState<UnknownPerson>()
  const left = reviewsLeft(unknown, choice)
  const keep = (called: string, own: OwnChoice) => {
    onChange({ ...choice, own: { ...choice.own, [called]: own } })
    setOpen(undefined)
  }
  return (
    <RowGroup
      heading={t('moveIn.people', { n: unknown.length })}
      limit={20}
      lead={
        <div className="stack">
          <Switch
            label={t('moveIn.people.make')}
            hint={t('moveIn.people.make.hint')}
            checked={choice.make}
            onChange={(make) => onChange({ ...choice, make })}
          />
          {choice.make && teams.length > 1 && (
            <SelectField
              label={t('moveIn.people.team')}
              hint={administers(me) ? undefined : t('moveIn.people.team.lead')}
              value={choice.teamId}
              onChange={(teamId) => onChange({ ...choice, teamId, own: movedTo(teamId, choice.own) })}
              options={teams}
            />
          )}
          {left > 0 && <output>{t('moveIn.people.left', { n: left })}</output>}
        </div>
      }
    >
      {unknown.map((person) => (
        <Person
          key={person.called}
          person={person}
          choice={choice}
          teams={teams}
          onOpen={() => setOpen(person)}
        />
      ))}
      {open && (
        <PersonSheet
          key={`sheet ${open.called}`}
          person={open}
          own={choiceFor(open, choice)}
          teams={teams}
          onKeep={(own) => keep(open.called, own)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </RowGroup>
  )
}

const movedTo = (teamId: string, own: PeopleChoice['own']): PeopleChoice['own'] =>
  Object.fromEntries(Object.entries(own).map(([called, given]) => [called, { ...given, teamId }]))

type PersonProps = Pick<Props, 'choice'> & {
  person: UnknownPerson
  teams: readonly TeamOption[]
  onOpen: () => void
}

function Person({ person, choice, teams, onOpen }: PersonProps) {
  const t = useT()
  const { date } = useFormat()
  const { called, reviewed, reviewing, firstDay, lastDay, namesakes } = person
  const { fate, name, teamId, startsOn } = choiceFor(person, choice)
  const team = teams.find(({ value }) => value === teamId)?.label
  const isPlaced = fate === 'analyst' || (fate === 'none' && reviewed > 0)
  const becomes = choice.make
    ? [t(`moveIn.people.as.${fate}`), isPlaced && team, fate === 'analyst' && date(startsOn)]
    : []
  return (
    <Row
      size="tall"
      title={<PersonName name={name} />}
      name={name}
      detail={[name !== called && called, ...becomes].filter(Boolean).join(' · ')}
      foot={
        <span className="text-label text-quiet">
          {t('moveIn.people.rows', { reviewed, reviewing })}{' '}
          {t('moveIn.people.days', { first: date(firstDay), last: date(lastDay) })}
          {namesakes > 0 && ` · ${t('moveIn.people.namesakes', { n: namesakes })}`}
        </span>
      }
      {...(choice.make ? { action: { label: t('moveIn.people.change'), onSelect: onOpen } } : {})}
    />
  )
}

type SheetProps = {
  person: UnknownPerson
  own: OwnChoice
  teams: readonly TeamOption[]
  onKeep: (own: OwnChoice) => void
  onClose: () => void
}

const fields = ['name', 'startsOn'] as const

/** Asks what somebody is made as, their name, team and first day; or that they are left out. */
function PersonSheet({ person, own, teams, onKeep, onClose }: SheetProps) {
  const t = useT()
  const { date } = useFormat()
  const { zone } = useMe().person
  const today = calendarDay(Date.now(), zone)
  const { called, reviewed } = person
  const form = useForm({
    initial: own,
    read: (values) => {
      if (values.fate === 'leave') return { input: { ...own, fate: values.fate } }
      const sent = { ...values, called, role: values.fate }
      const faults = values.startsOn > today ? { startsOn: 'refused' as const } : {}
      const read = withFaults(faults, readWith(personToMake, sent, fieldsNamed(fields)))
      return 'input' in read ? { input: { ...values, name: read.input.name } } : read
    },
    send: async (input: OwnChoice) => onKeep(input),
    say: (field) => t(field === 'name' ? 'moveIn.people.name.missing' : 'moveIn.people.first.missing'),
    refusal: () => ({}),
  })
  const { fate, teamId } = form.values
  const isPlaced = fate === 'analyst' || (fate === 'none' && reviewed > 0)
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('ui.person', { name: own.name })}
      footer={
        <Button size="wide" onClick={() => void form.submit()}>
          {t('moveIn.people.keep')}
        </Button>
      }
    >
      <div className="stack">
        <SelectField
          label={t('moveIn.people.as')}
          value={fate}
          onChange={(chosen) => form.change({ fate: chosen })}
          options={fates.map((value) => ({ value, label: t(`moveIn.people.as.${value}`) }))}
        />
        {fate !== 'leave' && <TextField label={t('moveIn.people.name')} {...form.field('name')} />}
        {isPlaced && teams.length > 1 && (
          <SelectField
            label={t('moveIn.people.team.own')}
            value={teamId}
            onChange={(chosen) => form.change({ teamId: chosen })}
            options={teams}
          />
        )}
        {isPlaced && (
          <DateField
            label={t('moveIn.people.first')}
            hint={t('moveIn.people.first.hint', { day: date(person.firstDay) })}
            max={today}
            {...form.field('startsOn')}
          />
        )}
      </div>
    </Sheet>
  )
}
