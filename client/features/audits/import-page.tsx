import './import.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { Span } from '#client/ui/span.tsx'
import { FailedState, ForbiddenState } from '#client/ui/states.tsx'
import type { ImportField } from '#shared/audits/import-rules.ts'
import type { ImportFindings, ImportReport } from '#shared/audits/import-views.ts'
import { isSample } from '#shared/audits/sample-rules.ts'
import { isErrorCode } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { type FilePreview, valuesOf } from './file-preview.ts'
import { ImportBatches, UndoSheet } from './import-batches.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportFile, ImportPreview } from './import-file.tsx'
import { formOf, type ImportForm, optionsOf } from './import-form.ts'
import { ImportQuestions } from './import-questions.tsx'
import { type ImportState, useImport } from './use-import.ts'

// The parts that speak of a file come with the first file.
const ImportReportView = lazy(async () => ({
  default: (await import('./import-report.tsx')).ImportReportView,
}))
const CoopSkips = lazy(async () => ({ default: (await import('./import-findings.tsx')).CoopSkips }))

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
  const { data: past } = useQuery({ ...trpc.audits.imports.queryOptions({ teamId }), staleTime: 0 })
  const [form, setForm] = useState<ImportForm>()
  const [unreadable, setUnreadable] = useState<{ file: File; reason: FilePreview['unreadable'] }>()
  /** Holds what the last check left open: it stays while it is being answered. */
  const [findings, setFindings] = useState<ImportFindings>()
  /** The field that is being filled in: its column is washed in the table. */
  const [asked, setAsked] = useState<ImportField>()
  const { state, run, stop, reset } = useImport(teamId)
  const isSkips = form?.preview.preset === 'coop_skips'
  const running = state.kind === 'running'
  const done = state.kind === 'finished' && !state.report.dryRun
  const report = state.kind === 'finished' ? state.report : undefined
  if (report?.findings && report.findings !== findings) setFindings(report.findings)

  /** A part that cannot be fetched: the boundary around the page tells of it. */
  const [failure, setFailure] = useState<{ error: unknown }>()
  if (failure) throw failure.error

  async function choose(file: File) {
    reset()
    setFindings(undefined)
    // The readers of all the kinds of files come with the first of them.
    const { previewOf } = await import('./read-preview.ts')
    const preview = await previewOf(file)
    const readable = preview.columns.length > 0
    setForm(readable ? formOf(file, preview, past?.kept) : undefined)
    setUnreadable(readable ? undefined : { file, reason: preview.unreadable })
  }
  function change(next: ImportForm) {
    setForm(next)
    reset()
  }

  return (
    <DetailPage
      title={t('import.title')}
      back={paths.team(teamId)}
      dock={
        <Steps
          form={isSkips ? undefined : form}
          state={state}
          teamId={teamId}
          online={online}
          run={run}
          stop={stop}
        />
      }
    >
      <div className="inset inset-block stack stack-wide">
        {!online && <output>{t('import.offline')}</output>}
        <ImportFile
          file={form?.file ?? unreadable?.file}
          facts={form?.preview.facts ?? null}
          disabled={running}
          onChoose={(file) => void choose(file).catch((error: unknown) => setFailure({ error }))}
        />
        {unreadable && (
          <p role="alert">
            {unreadable.reason === null
              ? t('import.file.unreadable')
              : t(`import.failed.import_${unreadable.reason}`)}
          </p>
        )}
        {form && isSkips && (
          <Suspense fallback={<Skeleton />}>
            <CoopSkips skipped={form.preview.skipped} />
          </Suspense>
        )}
        {form && !isSkips && !done && (
          <>
            {isSample(valuesOf(form.preview, form.mapping.reference)) && (
              <p className="text-label">{t('import.sample')}</p>
            )}
            <div className="import-beside">
              <ImportPreview preview={form.preview} asked={asked && form.mapping[asked]} />
              <ImportColumns form={form} onChange={change} onAsk={setAsked} />
            </div>
          </>
        )}
        {form && findings && !done && (
          <ImportQuestions
            findings={findings}
            policies={past?.policies ?? []}
            form={form}
            onChange={change}
          />
        )}
        {form && !isSkips && <Outcome state={state} form={form} />}
      </div>
      {!form && (
        <div className="inset">
          <ButtonLink variant="text" flush to={paths.moveIn(teamId)}>
            {t('moveIn.open')}
          </ButtonLink>
        </div>
      )}
      {!form && past && past.imports.length > 0 && <ImportBatches imports={past.imports} />}
    </DetailPage>
  )
}

/** Shows what is being done with the file, or what became of it, and brings it into view when it comes. */
function Outcome({ state, form }: { state: ImportState; form: ImportForm }) {
  const { percent } = useFormat()
  const place = useRef<HTMLDivElement>(null)
  const showing = state.kind === 'running' || state.kind === 'finished' ? state.kind : null
  useEffect(() => {
    if (showing) place.current?.scrollIntoView({ block: 'start' })
  }, [showing])
  return (
    <div ref={place} className="import-outcome">
      <OutcomeBody state={state} form={form} percent={percent} />
    </div>
  )
}

type BodyProps = { state: ImportState; form: ImportForm; percent: (share: number) => string }

function OutcomeBody({ state, form, percent }: BodyProps) {
  const t = useT()
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
  if (state.kind === 'finished')
    return (
      <Suspense fallback={<Skeleton />}>
        <ImportReportView report={state.report} strict={form.strict} file={form.file}>
          <UndoImport report={state.report} form={form} />
        </ImportReportView>
      </Suspense>
    )
  if (state.kind === 'failed') return <Failed code={state.code} reason={state.reason} />
  return null
}

/** Offers the way back as soon as something is stored. */
function UndoImport({ report, form }: { report: ImportReport; form: ImportForm }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [undone, setUndone] = useState(false)
  const { importId, added, updated } = report
  if (importId === null) return null
  if (undone) return <output>{t('import.undo.done')}</output>
  return (
    <>
      <Button variant="text" flush onClick={() => setOpen(true)}>
        {t('import.undo')}
      </Button>
      <UndoSheet
        batch={open ? { importId, fileName: form.file.name, added, updated } : undefined}
        onClose={(wasUndone) => {
          setOpen(false)
          setUndone(wasUndone)
        }}
      />
    </>
  )
}

const reasons = [
  'import_empty',
  'import_field_unmapped',
  'import_column_missing',
  'import_column_twice',
  'import_old_workbook',
  'import_broken_workbook',
  'import_no_such_sheet',
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
      ) : report && report.added + report.updated > 0 && !wholeRefused ? (
        <Button size="wide" disabled={!ready} onClick={() => void run(form, false)}>
          {t('import.run', { n: report.added + report.updated })}
        </Button>
      ) : (
        <Button size="wide" disabled={!ready} onClick={() => void run(form, true)}>
          {t('import.check')}
        </Button>
      )}
    </Dock>
  )
}
