import CalendarPlus from 'lucide-react/icons/calendar-plus'
import { useState } from 'react'
import { useParams } from 'react-router'
import { paths } from '#client/commands/shifts-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { FailedState, ForbiddenState } from '#client/ui/states.tsx'
import type { RefusedRow } from '#shared/shifts/roster-file-rules.ts'
import { type RosterPlan, type RosterState, useRoster } from './use-roster.ts'

/** A team's roster from a table or a calendar: read on the phone, looked through, then taken as a whole. */
export function RosterImportPage() {
  const t = useT()
  const { teamId } = useParams()
  const team = teamsLed(useMe()).find((led) => led.teamId === teamId)
  if (team) return <RosterImport key={team.teamId} team={team} />
  return (
    <DetailPage title={t('shift.import.title')} back={paths.teams}>
      <ForbiddenState text={t('shift.forbidden')} />
    </DetailPage>
  )
}

const everybody = 'everybody'
/** Refused rows that are listed at once. */
const shown = 20

const changes = ({ report: { added, removed } }: RosterPlan) => added + removed

function RosterImport({ team }: { team: Team }) {
  const t = useT()
  const { online } = useWorkStatus()
  const [person, setPerson] = useState(everybody)
  const { state, chosen, plan, run } = useRoster(team)
  const busy = state.kind === 'reading' || state.kind === 'running'
  const personOf = (value: string) => (value === everybody ? null : value)
  function choosePerson(value: string) {
    setPerson(value)
    if (chosen) void plan(chosen, personOf(value))
  }
  const isReady = state.kind === 'planned' && changes(state.plan) > 0
  return (
    <DetailPage
      title={t('shift.import.title')}
      back={paths.teams}
      dock={
        isReady || state.kind === 'done' ? (
          <Dock>
            {isReady ? (
              <Button size="wide" disabled={!online} onClick={() => void run()}>
                {t('shift.import.run', { n: changes(state.plan) })}
              </Button>
            ) : (
              <ButtonLink to={paths.teams}>{t('shift.teams')}</ButtonLink>
            )}
          </Dock>
        ) : undefined
      }
    >
      <div className="inset inset-block stack stack-wide">
        {!online && <output>{t('shift.import.offline')}</output>}
        <SelectField
          label={t('shift.import.person')}
          hint={t('shift.import.person.hint')}
          value={person}
          disabled={busy}
          onChange={choosePerson}
          options={[
            { value: everybody, label: t('shift.import.everybody') },
            ...team.people.map(({ personId, name }) => ({
              value: personId,
              label: t('ui.person', { name }),
            })),
          ]}
        />
        <FileButton
          icon={CalendarPlus}
          also=".ics,text/calendar"
          hint={t('shift.import.hint')}
          disabled={busy || !online}
          onChoose={(file) => void plan(file, personOf(person))}
        >
          {t('shift.import.choose')}
        </FileButton>
        <Outcome state={state} />
        <p className="text-label text-quiet">{t('shift.absence.why')}</p>
      </div>
      {'plan' in state && <Refused rows={state.plan.refused} />}
    </DetailPage>
  )
}

function Outcome({ state }: { state: RosterState }) {
  const t = useT()
  switch (state.kind) {
    case 'unreadable':
      return <p role="alert">{t('shift.import.unreadable')}</p>
    case 'too_many':
      return <p role="alert">{t('shift.import.tooMany')}</p>
    case 'failed':
      return <FailedState text={t('shift.import.failed')} code={state.code} />
    case 'reading':
    case 'running':
      return <output>{t('ui.loading')}</output>
    case 'missing': {
      const names = state.file.missing.map((field) => t(`shift.import.field.${field}`)).join(', ')
      return <p role="alert">{t('shift.import.missing', { names })}</p>
    }
    case 'planned':
    case 'done': {
      const { source, report, refused } = state.plan
      const counts = { source, ...report, refused: refused.length }
      return (
        <output>{t(state.kind === 'done' ? 'shift.import.done' : 'shift.import.planned', counts)}</output>
      )
    }
    default:
      return null
  }
}

/** Names every row that is not taken, with its field and why. */
function Refused({ rows }: { rows: readonly RefusedRow[] }) {
  const t = useT()
  return (
    <RowGroup heading={t('shift.import.refused')} limit={shown}>
      {rows.map(({ row, field, reason, value }) => (
        <Row
          key={`${row} ${reason} ${value}`}
          title={t('shift.import.row', { row })}
          detail={[t(`shift.import.reason.${reason}`), field && t(`shift.import.field.${field}`), value]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </RowGroup>
  )
}
