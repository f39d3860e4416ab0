import './exposure.css'
import FileUp from 'lucide-react/icons/file-up'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { ExposurePlan, FaultyRow, FileEntry } from '#shared/check-ins/exposure-file-rules.ts'
import { fileEntryLimit } from '#shared/check-ins/exposure-rules.ts'
import type { ExposureView } from '#shared/check-ins/exposure-views.ts'
import { useExposure } from './data.ts'
import { type ReadFile, readExposureFile } from './exposure-file.ts'
import { CarePage } from './pages.tsx'

/** Reads a file of the person's own into their record: what it would change is shown before anything is. */
export function ExposureImportPage() {
  const t = useT()
  const toast = useToast()
  const navigate = useNavigate()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const query = useExposure()
  const [read, setRead] = useState<ReadFile>()
  const plan = read && 'plan' in read ? read.plan : undefined
  const n = plan ? plan.added.length + plan.changed.length : 0

  async function send({ added, changed }: ExposurePlan) {
    const entryOf = ({ row: _, ...entry }: FileEntry, entryId: string) => ({ entryId, ...entry })
    const entries = [
      ...added.map((entry) => entryOf(entry, platform.newId())),
      ...changed.map(({ entry, before }) => entryOf(entry, before.entryId)),
    ]
    try {
      await enqueue(checkInsOnPhone.importExposure, { input: { entries }, base: null })
      toast({ text: t('exposure.import.done', { n }) })
      await navigate(paths.exposure, { replace: true })
    } catch {
      toast({ text: t('talk.failed') })
    }
  }

  return (
    <CarePage
      title={t('exposure.import')}
      back={paths.exposure}
      close
      dock={
        plan && (
          <Dock>
            <Button size="wide" disabled={n === 0 || plan.tooMany} onClick={() => void send(plan)}>
              {t('exposure.import.send', { n })}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query}>{(view) => <Import view={view} read={read} onRead={setRead} />}</Loaded>
    </CarePage>
  )
}

type Props = { view: ExposureView; read: ReadFile | undefined; onRead: (read: ReadFile) => void }

function Import({ view, read, onRead }: Props) {
  const t = useT()
  return (
    <>
      <div className="inset inset-block stack">
        <p className="text-prose">{t('exposure.import.text')}</p>
        <FileButton
          icon={FileUp}
          hint={t('exposure.import.columns')}
          disabled={false}
          onChoose={(file) => void readExposureFile(file, view).then(onRead)}
        >
          {t('exposure.import.choose')}
        </FileButton>
        {read && 'fault' in read && (
          <p className="field-error" role="alert">
            {t(`exposure.import.fault.${read.fault}`)}
          </p>
        )}
        {read && 'missing' in read && (
          <p className="field-error" role="alert">
            {t('exposure.import.missing', {
              columns: read.missing.map((column) => t(`exposure.column.${column}`)).join(', '),
            })}
          </p>
        )}
      </div>
      {read && 'plan' in read && <Plan plan={read.plan} />}
    </>
  )
}

function Plan({ plan: { added, changed, same, faulty, tooMany } }: { plan: ExposurePlan }) {
  const t = useT()
  const format = useFormat()
  const entryText = ({ day, harm, minutes }: Pick<FileEntry, 'day' | 'harm' | 'minutes'>) =>
    [format.date(day), t(`exposure.harm.${harm}`), t('exposure.minutes.n', { n: minutes })].join(' · ')
  return (
    <>
      <div className="inset stack stack-close">
        <output>
          {t('exposure.import.plan', {
            ...{ added: added.length, changed: changed.length, same, faulty: faulty.length },
          })}
        </output>
        {tooMany && (
          <p className="field-error" role="alert">
            {t('exposure.import.tooMany', { n: fileEntryLimit })}
          </p>
        )}
      </div>
      <RowGroup heading={t('exposure.import.faulty')} limit={10} close>
        {faulty.map((row) => (
          <Row
            key={row.row}
            size="short"
            title={t('exposure.import.row', { n: row.row })}
            detail={<FaultText row={row} />}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('exposure.import.changed')} limit={5} close>
        {changed.map(({ entry, before }) => (
          <Row
            key={entry.row}
            title={entryText(entry)}
            detail={t('exposure.import.before', { minutes: t('exposure.minutes.n', { n: before.minutes }) })}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('exposure.import.added')} limit={5} close>
        {added.map((entry) => (
          <Row
            key={entry.row}
            size="short"
            title={entryText(entry)}
            detail={entry.severity && t(`exposure.severity.${entry.severity}`)}
          />
        ))}
      </RowGroup>
    </>
  )
}

function FaultText({ row: { fault, value } }: { row: FaultyRow }) {
  const t = useT()
  return <span className="exposure-fault">{t(`exposure.fault.${fault}`, { value })}</span>
}
