import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { reviews } from '#shared/reviews/contracts.ts'
import type { MoveInsView } from '#shared/reviews/move-in-views.ts'

type Move = MoveInsView['moves'][number]

/** Lists what was moved in for a team, each with a way back while nothing stands on it. */
export function MoveIns({ teamId }: { teamId: string }) {
  const t = useT()
  const { dateTime } = useFormat()
  const [asked, setAsked] = useState<Move>()
  // A page that was left right after a move holds the list from before it: it is asked for at every opening.
  const query = useQuery({ ...trpc.reviews.moveIns.queryOptions({ teamId }), staleTime: 0 })
  return (
    <Loaded query={query}>
      {({ moves }) => (
        <>
          {moves.length > 0 && (
            <RowGroup heading={t('moveIn.moves')}>
              {moves.map((move) => (
                <Row
                  key={move.moveInId}
                  title={t('moveIn.move', {
                    source: t(`moveIn.source.${move.source}`),
                    n: move.counts.reviews,
                  })}
                  detail={
                    move.undoneAt === null
                      ? `${dateTime(move.at)} · ${move.files.join(', ')}`
                      : t('moveIn.undone', { time: dateTime(move.undoneAt) })
                  }
                  {...(move.undoneAt === null
                    ? { action: { label: t('moveIn.undo.short'), onSelect: () => setAsked(move) } }
                    : {})}
                />
              ))}
            </RowGroup>
          )}
          <UndoSheet move={asked} onClose={() => setAsked(undefined)} />
        </>
      )}
    </Loaded>
  )
}

type Outcome = 'asking' | 'running' | 'done' | { failed: string }
const failures = ['move_in_stands', 'move_in_undone', 'import_running'] as const

/** Asks once more, and says what became of it. */
function UndoSheet({ move, onClose }: { move: Move | undefined; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { online } = useWorkStatus()
  const [outcome, setOutcome] = useState<Outcome>('asking')

  async function undo({ moveInId }: Move) {
    setOutcome('running')
    try {
      await askNow(reviews.undoMoveIn, { moveInId })
      setOutcome('done')
    } catch (error) {
      const { reason } = toAppError(error).details
      const known = failures.find((failure) => failure === reason)
      setOutcome({ failed: known ? t(`moveIn.undo.${known}`) : t('moveIn.undo.failed') })
    }
    for (const feature of [trpc.reviews, trpc.rubrics, trpc.calibration, trpc.scorecards, trpc.people])
      await queries.invalidateQueries(feature.pathFilter())
  }
  function close() {
    onClose()
    setOutcome('asking')
  }

  return (
    <Sheet
      open={move !== undefined}
      onClose={close}
      title={t('moveIn.undo')}
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
            onClick={() => move && void undo(move)}
          >
            {t('moveIn.undo')}
          </Button>
        )
      }
    >
      {move && (
        <div className="stack">
          <p>{t('moveIn.undo.what', { n: move.counts.reviews, files: move.files.join(', ') })}</p>
          {(move.counts.people ?? 0) > 0 && <p>{t('moveIn.undo.people', { n: move.counts.people ?? 0 })}</p>}
          {outcome === 'done' && <output>{t('moveIn.undo.done')}</output>}
          {typeof outcome === 'object' && <p role="alert">{outcome.failed}</p>}
          {!online && <output>{t('moveIn.offline')}</output>}
        </div>
      )}
    </Sheet>
  )
}
