import './calibration.css'
import { useQuery } from '@tanstack/react-query'
import FileUp from 'lucide-react/icons/file-up'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths } from '#client/commands/calibration-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { ForbiddenState } from '#client/ui/states.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { calibration } from '#shared/calibration/contracts.ts'
import { calledLimit } from '#shared/calibration/rules.ts'
import { useAskCalibration } from './data.ts'
import { type FileFault, foundRound, isNumbered } from './import-form.ts'
import { type ReadTable, ratingsOf, readFile } from './ratings-file.ts'

/** A round that was rated elsewhere, from a table in long form or an export of Label Studio. */
export function RoundImportPage() {
  const t = useT()
  const { teamId } = useParams()
  const team = teamsLed(useMe()).find((led) => led.teamId === teamId)
  if (team) return <RoundImport key={team.teamId} team={team} />
  return (
    <DetailPage title={t('round.import')} back={paths.rounds} close>
      <ForbiddenState />
    </DetailPage>
  )
}

const leftOut = 'none'
const unanswered = ''
/** The longest name that anybody is asked for by. */
const longest = 200
const columns = ['unit', 'rater', 'value'] as const
type Columns = Record<(typeof columns)[number], number>

function RoundImport({ team }: { team: Team }) {
  const t = useT()
  const navigate = useNavigate()
  const { online } = useWorkStatus()
  const { platform } = useOffline().outbox
  const { ask, busy } = useAskCalibration()
  const [title, setTitle] = useState('')
  const [table, setTable] = useState<ReadTable>()
  const [chosen, setChosen] = useState<Columns>()
  const [people, setPeople] = useState<Readonly<Record<string, string>>>({})
  const [isOrdered, setOrdered] = useState(true)
  const [fault, setFault] = useState<FileFault | 'unreadable'>()
  const members = [...team.leads, ...team.people].filter(
    ({ personId }, place, all) => all.findIndex((item) => item.personId === personId) === place,
  )

  async function choose(file: File) {
    setFault(undefined)
    const read = await readFile(file).catch(() => undefined)
    setTable(read)
    setChosen(read?.columns)
    setPeople({})
    if (read) setTitle(file.name.replace(/\.\w+$/, ''))
    else setFault('unreadable')
  }

  const [roundId] = useState(() => platform.newId())
  const file = useMemo(() => table && ratingsOf(table, chosen), [table, chosen])
  const numbered = file !== undefined && isNumbered(file)
  const level = numbered && isOrdered ? 'ordinal' : 'nominal'
  // A second try after a lost answer must send the same ids.
  const reading = useMemo(
    () => file && foundRound(file, level, () => platform.newId()),
    [file, level, platform],
  )
  const found = reading && 'found' in reading ? reading.found : undefined
  const wrong = fault ?? (reading && 'fault' in reading ? reading.fault : undefined)
  const { data: matched } = useQuery({
    ...trpc.calibration.raters.queryOptions({
      teamId: team.teamId,
      called: (found?.raters ?? []).filter((rater) => rater.length <= longest).slice(0, calledLimit),
    }),
    enabled: found !== undefined && online,
  })
  const matches = new Map(matched?.raters.map((match) => [match.called, match]))
  const personOf = (rater: string) => people[rater] ?? matches.get(rater)?.personId ?? unanswered
  const asked = (found?.raters ?? []).filter((rater) => personOf(rater) === unanswered)
  const mapped = (found?.raters ?? []).filter((rater) => ![leftOut, unanswered].includes(personOf(rater)))
  const isOneEach = new Set(mapped.map(personOf)).size === mapped.length
  const isReady =
    found !== undefined && asked.length === 0 && mapped.length >= 2 && isOneEach && title.trim() !== ''

  function hintOf(rater: string): string | undefined {
    const match = matches.get(rater)
    if (!match || match.personId !== null) return undefined
    return t(match.several ? 'round.import.several' : 'round.import.unknown')
  }

  async function send() {
    if (!found) return
    const input = {
      ...{ roundId, teamId: team.teamId, title, ...found.round },
      raters: mapped.map((rater) => ({ personId: personOf(rater), values: found.valuesOf(rater) })),
    }
    if (await ask((now) => now(calibration.importRound, input), t('round.import.done')))
      navigate(paths.round(roundId), { replace: true })
  }

  return (
    <DetailPage
      title={t('round.import')}
      back={paths.rounds}
      close
      dock={
        <Dock>
          <Button size="wide" disabled={!isReady || busy || !online} onClick={() => void send()}>
            {t('round.import.send')}
          </Button>
        </Dock>
      }
    >
      <div className="calibration-editor">
        {!online && <output>{t('round.import.offline')}</output>}
        <FileButton
          icon={FileUp}
          also=".json,application/json"
          hint={t('round.import.hint')}
          disabled={busy}
          onChoose={(file) => void choose(file)}
        >
          {t('round.import.choose')}
        </FileButton>
        {wrong && (
          <p className="field-error" role="alert">
            {t(`round.import.fault.${wrong}`)}
          </p>
        )}
        {table && chosen && (
          <Part heading={t('round.import.columns')}>
            {columns.map((column) => (
              <SelectField
                key={column}
                label={t(`round.import.column.${column}`)}
                value={String(chosen[column])}
                onChange={(place) => setChosen({ ...chosen, [column]: Number(place) })}
                options={table.header.map((name, place) => ({ value: String(place), label: name }))}
              />
            ))}
          </Part>
        )}
        {numbered && (
          <Switch
            label={t('round.import.ordered')}
            hint={t('round.import.ordered.hint')}
            checked={isOrdered}
            onChange={setOrdered}
          />
        )}
        {found && (
          <>
            <TextField
              label={t('round.new.title')}
              maxLength={200}
              autoComplete="off"
              value={title}
              onChange={setTitle}
            />
            <p className="text-label text-quiet">
              {t('round.import.found', { cases: found.round.cases.length, n: found.raters.length })}
            </p>
            <Part heading={t('round.import.raters')}>
              <p className="text-label text-quiet">{t('round.import.raters.how')}</p>
              {found.raters.map((rater) => (
                <SelectField
                  key={rater}
                  label={rater}
                  placeholder={t('round.import.who')}
                  hint={hintOf(rater)}
                  value={personOf(rater)}
                  onChange={(personId) => setPeople({ ...people, [rater]: personId })}
                  options={[
                    { value: leftOut, label: t('round.import.leftOut') },
                    ...members.map(({ personId, name }) => ({
                      value: personId,
                      label: t('round.person', { name }),
                    })),
                  ]}
                />
              ))}
              {matched && asked.length > 0 && (
                <p className="text-label" aria-live="polite">
                  {t('round.import.unanswered', { n: asked.length })}
                </p>
              )}
              {matched && asked.length > 1 && (
                <Button
                  variant="secondary"
                  onClick={() =>
                    setPeople({ ...people, ...Object.fromEntries(asked.map((rater) => [rater, leftOut])) })
                  }
                >
                  {t('round.import.leaveUnknown')}
                </Button>
              )}
              {!isOneEach && (
                <p className="field-error" role="alert">
                  {t('round.import.twice')}
                </p>
              )}
            </Part>
          </>
        )}
      </div>
    </DetailPage>
  )
}
