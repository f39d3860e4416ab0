import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Span } from '#client/ui/span.tsx'
import { FailedState, ForbiddenState } from '#client/ui/states.tsx'
import { isErrorCode } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { previewOf } from './file-preview.ts'
import { ImportColumns } from './import-columns.tsx'
import { ImportFile, ImportPreview } from './import-file.tsx'
import { formOf, type ImportForm, optionsOf } from './import-form.ts'
import { ImportReportView } from './import-report.tsx'
import { type ImportState, useImport } from './use-import.ts'

/** A team's audit log from a file: chosen, checked, then stored. For leads of the team. */
export function ImportPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const allowed = can(actorOf(useMe()), 'team.import', { teamId })
  if (allowed) return <Import key={teamId} teamId={teamId} />
  return (
    <DetailPage title={t('import.title')} back={paths.team(teamId)}>
      <ForbiddenState text={t('import.leadOnly')} />
    </DetailPage>
  )
}

function Import({ teamId }: { teamId: string }) {
  const t = useT()
  const { online } = useWorkStatus()
  const [form, setForm] = useState<ImportForm>()
  const [unreadable, setUnreadable] = useState<File>()
  const { state, run, stop, reset } = useImport(teamId)
  const running = state.kind === 'running'
  /** The file is being read or has been: what is said of it takes the place of the form. */
  const reporting = running || state.kind === 'finished'
  useEffect(() => {
    if (reporting) window.scrollTo(0, 0)
  }, [reporting])

  async function choose(file: File) {
    reset()
    const preview = await previewOf(file)
    const readable = preview.columns.length > 0
    setForm(readable ? formOf(file, preview) : undefined)
    setUnreadable(readable ? undefined : file)
  }

  return (
    <DetailPage
      title={t('import.title')}
      back={paths.team(teamId)}
      dock={<Steps form={form} state={state} teamId={teamId} online={online} run={run} stop={stop} />}
    >
      <div className="inset inset-block stack stack-wide">
        {!online && <output>{t('import.offline')}</output>}
        <ImportFile
          file={form?.file ?? unreadable}
          disabled={running}
          onChoose={(file) => void choose(file)}
        />
        {unreadable && <p role="alert">{t('import.file.unreadable')}</p>}
        <Outcome state={state} strict={form?.strict ?? false} />
        {form && !reporting && (
          <>
            <ImportPreview preview={form.preview} />
            <ImportColumns
              form={form}
              onChange={(next) => {
                setForm(next)
                reset()
              }}
            />
          </>
        )}
        {form && state.kind === 'finished' && state.report.dryRun && (
          <Button variant="text" onClick={reset}>
            {t('import.change')}
          </Button>
        )}
      </div>
    </DetailPage>
  )
}

function Outcome({ state, strict }: { state: ImportState; strict: boolean }) {
  const t = useT()
  const { percent } = useFormat()
  if (state.kind === 'running') {
    const message =
      state.share === null ? t('import.sending') : t('import.progress', { p: percent(state.share) })
    return (
      <section className="stack stack-close">
        <p className="text-heading">
          {state.dryRun ? t('import.checking.title') : t('import.running.title')}
        </p>
        <Span range={[0, state.share ?? 0]} glide={200} label={message} />
        <p className="text-label text-quiet" aria-hidden="true">
          {message}
        </p>
      </section>
    )
  }
  if (state.kind === 'stopped') return <output>{t('import.cancelled')}</output>
  if (state.kind === 'finished') return <ImportReportView report={state.report} strict={strict} />
  if (state.kind === 'failed') return <Failed code={state.code} reason={state.reason} />
  return null
}

const reasons = [
  'import_empty',
  'import_field_unmapped',
  'import_column_missing',
  'import_too_large',
  'import_running',
] as const

function Failed({ code, reason }: { code: string; reason: string | null }) {
  const t = useT()
  const known = reasons.find((item) => item === reason)
  if (known) return <FailedState text={t(`import.failed.${known}`)} />
  return <FailedState text={t('import.done.nothing')} code={isErrorCode(code) ? code : 'INTERNAL'} />
}

type StepsProps = Pick<ReturnType<typeof useImport>, 'state' | 'run' | 'stop'> & {
  form: ImportForm | undefined
  teamId: string
  online: boolean
}

/** One button at a time: check, then import, then on to the team. */
function Steps({ form, state, teamId, online, run, stop }: StepsProps) {
  const t = useT()
  if (!form) return null
  const ready = online && optionsOf(form, teamId, true) !== null
  const report = state.kind === 'finished' ? state.report : undefined
  const wholeRefused = form.strict && (report?.refused ?? 0) > 0
  return (
    <Dock>
      {state.kind === 'running' ? (
        <Button size="wide" variant="secondary" onClick={stop}>
          {t('import.cancel')}
        </Button>
      ) : report && !report.dryRun ? (
        <ButtonLink size="wide" to={paths.team(teamId)}>
          {t('import.toTeam')}
        </ButtonLink>
      ) : report && report.added > 0 && !wholeRefused ? (
        <Button size="wide" disabled={!ready} onClick={() => void run(form, false)}>
          {t('import.run', { n: report.added })}
        </Button>
      ) : (
        <Button size="wide" disabled={!ready} onClick={() => void run(form, true)}>
          {t('import.check')}
        </Button>
      )}
    </Dock>
  )
}
