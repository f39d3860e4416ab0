import FileUp from 'lucide-react/icons/file-up'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Span } from '#client/ui/span.tsx'
import { FailedState } from '#client/ui/states.tsx'
import { Switch } from '#client/ui/switch.tsx'
import type { StructureView } from '#shared/administration/views.ts'
import { useStructure } from './data.ts'
import { PeopleFileDone } from './people-file-done.tsx'
import { PlannedPeople, RefusedPeople } from './people-file-lists.tsx'
import type { PeoplePlan } from './people-plan.ts'
import { type PeopleState, usePeopleFile } from './use-people-file.ts'

/** People from a file: read on the phone, looked through, then invited one by one. For administrators. */
export function PeopleFilePage() {
  const t = useT()
  const query = useStructure()
  if (query.data) return <PeopleFromFile structure={query.data} />
  return (
    <DetailPage title={t('admin.file.title')} back={paths.administration()}>
      <Loaded query={query}>{() => null}</Loaded>
    </DetailPage>
  )
}

const changes = ({ rows }: PeoplePlan) => rows.filter(({ act }) => act !== 'nothing').length

function PeopleFromFile({ structure }: { structure: StructureView }) {
  const t = useT()
  const { online } = useWorkStatus()
  const { state, choose, plan, run } = usePeopleFile(structure)
  const isBusy = state.kind === 'reading' || state.kind === 'running'
  const n = state.kind === 'planned' ? changes(state.plan) : 0
  return (
    <DetailPage
      title={t('admin.file.title')}
      back={paths.administration()}
      dock={
        n > 0 ? (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => void run()}>
              {t('admin.file.run', { n })}
            </Button>
          </Dock>
        ) : undefined
      }
    >
      <div className="inset stack stack-wide inset-block">
        {!online && <output>{t('admin.offline')}</output>}
        {state.kind !== 'done' && (
          <FileButton
            icon={FileUp}
            hint={t('admin.file.hint')}
            disabled={isBusy}
            onChoose={(file) => void choose(file)}
          >
            {t('admin.file.choose')}
          </FileButton>
        )}
        <Said state={state} />
        {state.kind === 'planned' && needsJoin(state) && (
          <Switch
            label={t('admin.file.join')}
            hint={t('admin.file.join.hint')}
            checked={state.join}
            onChange={(join) => void plan(state.name, state.file, join)}
          />
        )}
      </div>
      {state.kind === 'planned' && (
        <>
          <RefusedPeople refused={state.plan.refused} />
          <PlannedPeople rows={state.plan.rows} />
        </>
      )}
      {state.kind === 'done' && <PeopleFileDone rows={state.rows} refused={state.plan.refused} />}
    </DetailPage>
  )
}

const needsJoin = ({ plan, join }: PeopleState & { kind: 'planned' }) =>
  join || plan.refused.some(({ reason }) => reason === 'known_name')

function Said({ state }: { state: PeopleState }) {
  const t = useT()
  if (state.kind === 'unreadable') return <p role="alert">{t('admin.file.unreadable')}</p>
  if (state.kind === 'failed') return <FailedState text={t('admin.file.failed')} />
  if (state.kind === 'reading') return <output>{t('ui.loading')}</output>
  if (state.kind === 'running') {
    const said = t('admin.file.running', { done: state.done, total: state.total })
    return (
      <>
        <Span range={[0, state.done / Math.max(1, state.total)]} glide={200} label={said} />
        <output>{said}</output>
      </>
    )
  }
  if (state.kind !== 'planned') return null
  const { missing } = state.file
  if (missing.length > 0)
    return (
      <p role="alert">
        {t('admin.file.missing', {
          names: missing.map((field) => t(`admin.file.field.${field}`)).join(', '),
        })}
      </p>
    )
  const { rows, refused } = state.plan
  const n = changes(state.plan)
  return (
    <output>
      {t('admin.file.planned', { name: state.name, n, same: rows.length - n, refused: refused.length })}
    </output>
  )
}
