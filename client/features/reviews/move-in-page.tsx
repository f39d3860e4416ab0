import FileUp from 'lucide-react/icons/file-up'
import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { FailedState, ForbiddenState } from '#client/ui/states.tsx'
import { can, leads } from '#shared/policy.ts'
import { type MoveInSource, moveInSources } from '#shared/reviews/move-in-history.ts'
import { type CriticalKind, criticalKinds } from '#shared/rubrics/rules.ts'
import { nobodyMade, type PeopleChoice, peopleChosen } from './move-in-people-form.ts'
import { MoveIns } from './move-ins.tsx'
import { type MoveInState, useMoveIn } from './use-move-in.ts'

// The words about files come with the first file.
const MoveInResult = lazy(async () => ({ default: (await import('./move-in-result.tsx')).MoveInResult }))
const MoveInPeople = lazy(async () => ({ default: (await import('./move-in-people.tsx')).MoveInPeople }))

/** The history of a team from another system: chosen, checked, then moved in. For who leads the team or administers. */
export function MoveInPage() {
  const t = useT()
  const me = useMe()
  const { teamId = '' } = useParams()
  const back = leads(actorOf(me), teamId) ? paths.importAudits(teamId) : paths.administration('teams')
  if (can(actorOf(me), 'team.moveIn', { teamId })) return <MoveIn key={teamId} teamId={teamId} back={back} />
  return (
    <DetailPage title={t('moveIn.title')} back={paths.team(teamId)}>
      <ForbiddenState text={t('moveIn.forbidden')} />
    </DetailPage>
  )
}

function MoveIn({ teamId, back }: { teamId: string; back: string }) {
  const t = useT()
  const { online } = useWorkStatus()
  const [source, setSource] = useState<MoveInSource>('zendesk-qa')
  const [criticalKind, setCriticalKind] = useState<CriticalKind>('user_harm')
  const [files, setFiles] = useState<readonly File[]>([])
  const [choice, setChoice] = useState<PeopleChoice>(() => nobodyMade(teamId))
  const [checkedWith, setCheckedWith] = useState('')
  const { state, run, reset } = useMoveIn()
  const running = state.kind === 'running'
  const report = state.kind === 'finished' ? state.report : undefined
  const people = peopleChosen(report?.unknown ?? [], choice)
  const isSame = JSON.stringify(people) === checkedWith
  const isReady =
    isSame && report?.check && report.problems.length === 0 && Object.values(report.added).some(Boolean)
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setChoice(nobodyMade(teamId))
      reset()
    }
  function send(check: boolean) {
    setCheckedWith(JSON.stringify(people))
    void run({ teamId, source, criticalKind, check, files, people })
  }

  return (
    <DetailPage
      title={t('moveIn.title')}
      back={back}
      dock={
        files.length > 0 &&
        (report === undefined || report.check) && (
          <Dock>
            <Button size="wide" disabled={!online || running} onClick={() => send(!isReady)}>
              {t(isReady ? 'moveIn.run' : isSame || !report ? 'moveIn.check' : 'moveIn.people.recheck')}
            </Button>
          </Dock>
        )
      }
    >
      <div className="inset inset-block stack stack-wide">
        {!online && <output>{t('moveIn.offline')}</output>}
        <p className="text-prose">{t('moveIn.what')}</p>
        <p className="text-label text-quiet">{t('moveIn.wellbeing')}</p>
        <SelectField
          label={t('moveIn.source')}
          value={source}
          disabled={running}
          onChange={change(setSource)}
          options={moveInSources.map((value) => ({ value, label: t(`moveIn.source.${value}`) }))}
        />
        <SelectField
          label={t('moveIn.critical')}
          hint={t('moveIn.critical.hint')}
          value={criticalKind}
          disabled={running}
          onChange={change(setCriticalKind)}
          options={criticalKinds.map((value) => ({ value, label: t(`rubric.kind.${value}`) }))}
        />
        <FileButton
          icon={FileUp}
          also=".json,application/json"
          hint={t(`moveIn.files.hint.${source}`)}
          disabled={running}
          multiple
          onChoose={(_, all) => change(setFiles)(all)}
        >
          {t('moveIn.files.choose')}
        </FileButton>
        <Files files={files} />
        <Outcome state={state} />
      </div>
      {report?.check && report.unknown.length > 0 && (
        <Suspense fallback={<Skeleton />}>
          <MoveInPeople unknown={report.unknown} choice={choice} onChange={setChoice} />
        </Suspense>
      )}
      <MoveIns teamId={teamId} />
    </DetailPage>
  )
}

function Files({ files }: { files: readonly File[] }) {
  const t = useT()
  const { number } = useFormat()
  return (
    files.length > 0 && (
      <ul className="stack stack-close" aria-label={t('moveIn.files')}>
        {files.map(({ name, size }) => (
          <li key={name}>{t('moveIn.file', { name, size: `${number(Math.ceil(size / 1000))} KB` })}</li>
        ))}
      </ul>
    )
  )
}

const failures = ['import_too_large', 'import_running', 'people_elsewhere', 'first_day_ahead'] as const

function Outcome({ state }: { state: MoveInState }) {
  const t = useT()
  if (state.kind === 'running')
    return <output>{t(state.check ? 'moveIn.checking' : 'moveIn.running')}</output>
  if (state.kind === 'failed') {
    const known = failures.find((reason) => reason === state.reason)
    return known ? (
      <FailedState text={t(`moveIn.failed.${known}`)} />
    ) : (
      <FailedState text={t('moveIn.failed')} code={state.code} />
    )
  }
  if (state.kind === 'ready') return null
  return (
    <Suspense fallback={<Skeleton />}>
      <MoveInResult report={state.report} />
    </Suspense>
  )
}
