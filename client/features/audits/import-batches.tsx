import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { audits } from '#shared/audits/contracts.ts'
import type { ImportBatch } from '#shared/audits/import-views.ts'

/** Lists a team's imports, each with a way back while nothing stands on it. */
export function ImportBatches({ imports }: { imports: readonly ImportBatch[] }) {
  const t = useT()
  const { dateTime } = useFormat()
  const [asked, setAsked] = useState<ImportBatch>()
  return (
    <>
      <RowGroup heading={t('import.batches')}>
        {imports.map((batch) => (
          <Row
            key={batch.importId}
            title={batch.fileName}
            detail={
              batch.undoneAt === null
                ? t('import.batch', { ...batch, time: dateTime(batch.at) })
                : t('import.batch.undone', { time: dateTime(batch.undoneAt) })
            }
            {...(batch.undoneAt === null && batch.added + batch.updated > 0
              ? { action: { label: t('import.undo.short'), onSelect: () => setAsked(batch) } }
              : {})}
          />
        ))}
      </RowGroup>
      <UndoSheet batch={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

type Outcome = 'asking' | 'running' | 'done' | { failed: string }
const failures = ['import_stands', 'import_undone', 'import_running'] as const

/** Asks once more, and says what became of it. */
export function UndoSheet({
  batch,
  onClose,
}: {
  batch: Pick<ImportBatch, 'importId' | 'fileName' | 'added' | 'updated'> | undefined
  onClose: (undone: boolean) => void
}) {
  const t = useT()
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { online } = useWorkStatus()
  const [outcome, setOutcome] = useState<Outcome>('asking')

  async function undo() {
    if (!batch) return
    setOutcome('running')
    try {
      await askNow(audits.undoImport, { importId: batch.importId })
      setOutcome('done')
    } catch (error) {
      const reason = toAppError(error).details.reason
      const known = failures.find((failure) => failure === reason)
      setOutcome({ failed: known ? t(`import.undo.${known}`) : t('import.undo.failed') })
    }
    await queries.invalidateQueries(trpc.scorecards.pathFilter())
    await queries.invalidateQueries(trpc.audits.pathFilter())
    await queries.invalidateQueries(trpc.people.me.pathFilter())
  }
  function close() {
    onClose(outcome === 'done')
    setOutcome('asking')
  }

  return (
    <Sheet
      open={batch !== undefined}
      onClose={close}
      title={t('import.undo')}
      footer={
        outcome === 'done' ? (
          <Button size="wide" onClick={close}>
            {t('ui.close')}
          </Button>
        ) : (
          <Button
            size="wide"
            variant="danger"
            disabled={!online || outcome === 'running'}
            onClick={() => void undo()}
          >
            {t('import.undo')}
          </Button>
        )
      }
    >
      {batch && (
        <div className="stack">
          <p>{t('import.undo.what', { name: batch.fileName, added: batch.added, updated: batch.updated })}</p>
          {outcome === 'done' && <output>{t('import.undo.done')}</output>}
          {typeof outcome === 'object' && <p role="alert">{outcome.failed}</p>}
          {!online && <output>{t('import.offline')}</output>}
        </div>
      )}
    </Sheet>
  )
}
