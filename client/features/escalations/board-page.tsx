import './board.css'
import { type DragEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { Button } from '#client/ui/button.tsx'
import { ToggleChips } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import {
  type BoardColumn,
  boardColumns,
  cardLimits,
  closedDays,
  columnOf,
  stepInto,
} from '#shared/escalations/board-rules.ts'
import type { BoardInput } from '#shared/escalations/queries.ts'
import { escalationKinds } from '#shared/escalations/rules.ts'
import type { Step } from '#shared/escalations/step-rules.ts'
import type { BoardCard, BoardView } from '#shared/escalations/views.ts'
import { partnerFunctions } from '#shared/people/role-rules.ts'
import { BoardCardItem, cardId } from './board-card.tsx'
import { useBoard, useEscalation } from './data.ts'
import { useTitle } from './escalation-text.ts'
import { LazyApprovalSheet } from './lazy-approval-sheet.tsx'
import { isPlainStep, plainSteps } from './plain-steps.ts'
import { useStep } from './use-step.ts'

const StepSheets = lazy(async () => ({ default: (await import('./step-sheets.tsx')).StepSheets }))

/** The escalations by where they stand, on a desk; a phone keeps the list. */
export function BoardPage() {
  return useMedia(deskRoom) ? <Board /> : <Navigate to={paths.escalations} replace />
}

/** Returns what the address asks of the board. */
function askedIn(search: URLSearchParams): BoardInput {
  return {
    kind: escalationKinds.find((kind) => kind === search.get('kind')) ?? null,
    function: partnerFunctions.find((name) => name === search.get('partner')) ?? null,
    mine: search.has('mine'),
    more: search.has('more'),
  }
}

function Board() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const asked = askedIn(search)
  const query = useBoard(asked)
  const show = (name: 'kind' | 'partner' | 'mine' | 'more', value: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  return (
    <DetailPage title={t('board.title')} back={paths.escalations} asOf={query.dataUpdatedAt || undefined}>
      <div className="board-filters screen-wide">
        <SelectField
          label={t('board.kind')}
          value={asked.kind ?? 'all'}
          onChange={(kind) => show('kind', kind === 'all' ? undefined : kind)}
          options={[
            { value: 'all', label: t('board.all') },
            ...escalationKinds.map((value) => ({ value, label: t(`esc.kind.${value}`) })),
          ]}
        />
        <SelectField
          label={t('board.partner')}
          value={asked.function ?? 'all'}
          onChange={(name) => show('partner', name === 'all' ? undefined : name)}
          options={[
            { value: 'all', label: t('board.all') },
            ...partnerFunctions.map((value) => ({ value, label: t(`esc.function.${value}`) })),
          ]}
        />
        <ToggleChips
          label={t('board.whose')}
          values={asked.mine ? ['mine'] : []}
          onChange={(chosen) => show('mine', chosen.length > 0 ? '' : undefined)}
          options={[{ value: 'mine', label: t('esc.scope.mine') }]}
        />
      </div>
      <Loaded query={query} rows={6}>
        {(view) => (
          <Columns view={view} limit={asked.more ? 'more' : 'few'} onMore={() => show('more', '')} />
        )}
      </Loaded>
    </DetailPage>
  )
}

type ColumnsProps = { view: BoardView; limit: keyof typeof cardLimits; onMore: () => void }

function Columns({ view, limit, onMore }: ColumnsProps) {
  const t = useT()
  const now = useNow()
  const take = useStep()
  const title = useTitle()
  const [dragged, setDragged] = useState<BoardCard>()
  const [deciding, setDeciding] = useState<string>()
  const [sheet, setSheet] = useState<{ escalationId: string; step: Step | undefined }>()
  const [said, setSaid] = useState('')
  // Of a card that the keyboard moved: it is another element in its new column.
  const moved = useRef<string>(undefined)
  useEffect(() => {
    if (moved.current === undefined || view.columns.length === 0) return
    document.getElementById(cardId(moved.current))?.focus()
    moved.current = undefined
  }, [view])

  async function move(card: BoardCard, column: BoardColumn) {
    const step = stepInto(card, column)
    const { escalationId } = card
    if (step === undefined) return
    if (step === 'decide') setDeciding(escalationId)
    else if (isPlainStep(step)) {
      moved.current = escalationId
      if (await take(plainSteps[step], { escalationId }))
        setSaid(t('board.moved', { title: title(card), column: t(`board.column.${column}`) }))
    } else setSheet({ escalationId, step })
  }

  return (
    <>
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      <div className="board">
        {view.columns.map((column) => (
          <Column
            key={column.column}
            column={column}
            limit={limit}
            dragged={dragged}
            onMore={onMore}
            onDrop={(card) => void move(card, column.column)}
          >
            {column.cards.map((card) => (
              <BoardCardItem
                key={card.escalationId}
                card={card}
                now={now}
                columns={boardColumns.filter((other) => stepInto(card, other) !== undefined)}
                onMove={(other) => void move(card, other)}
                onDrag={setDragged}
                onDecide={card.decidable ? () => setDeciding(card.escalationId) : undefined}
              />
            ))}
          </Column>
        ))}
      </div>
      {sheet && (
        <StepOfCard
          key={sheet.escalationId}
          escalationId={sheet.escalationId}
          step={sheet.step}
          onClose={() => setSheet({ ...sheet, step: undefined })}
        />
      )}
      <LazyApprovalSheet escalationId={deciding} onClose={() => setDeciding(undefined)} />
    </>
  )
}

type ColumnProps = {
  column: BoardView['columns'][number]
  limit: keyof typeof cardLimits
  /** The card that is being dragged over the board. */
  dragged: BoardCard | undefined
  onDrop: (card: BoardCard) => void
  onMore: () => void
  children: React.ReactNode
}

/** One status. It accepts a dragged card only where a step of its reader leads there. */
function Column({ column: { column, n, cards }, limit, dragged, onDrop, onMore, children }: ColumnProps) {
  const t = useT()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const accepts = dragged !== undefined && stepInto(dragged, column) !== undefined
  const isHome = dragged !== undefined && columnOf(dragged.status) === column
  const over = (event: DragEvent) => {
    if (!accepts) return
    event.preventDefault()
    setOver(true)
  }
  return (
    <section
      className="board-column"
      aria-labelledby={id}
      data-accepts={accepts || undefined}
      data-refuses={(dragged && !accepts && !isHome) || undefined}
      data-over={(accepts && isOver) || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (dragged && accepts) onDrop(dragged)
      }}
    >
      <header className="board-head">
        <Heading level={2} variant="quiet" id={id}>
          {t(`board.column.${column}`)}
        </Heading>
        <span className="text-label text-quiet">{t('board.count', { n })}</span>
      </header>
      {column === 'closed' && (
        <p className="text-caption text-quiet">{t('board.closed', { days: closedDays })}</p>
      )}
      {cards.length === 0 && <p className="text-label text-quiet">{t('board.empty')}</p>}
      <ul className="board-cards">{children}</ul>
      {n > cards.length &&
        (limit === 'few' ? (
          <Button variant="text" size="row" onClick={onMore}>
            {t('board.more', { n: n - cards.length })}
          </Button>
        ) : (
          <p className="text-label text-quiet">{t('board.rest', { n: cardLimits.more })}</p>
        ))}
    </section>
  )
}

type StepProps = { escalationId: string; step: Step | undefined; onClose: () => void }

/** A step that needs words; its sheet keeps them while the board is there. */
function StepOfCard({ escalationId, step, onClose }: StepProps) {
  const t = useT()
  const query = useEscalation(escalationId)
  if (query.data)
    return (
      <Suspense fallback={null}>
        <StepSheets view={query.data} step={step} onClose={onClose} />
      </Suspense>
    )
  return (
    <Sheet open={step !== undefined} onClose={onClose} title={step ? t(`esc.step.${step}`) : ''}>
      <Loaded query={query} notFound={t('esc.gone')}>
        {() => null}
      </Loaded>
    </Sheet>
  )
}
