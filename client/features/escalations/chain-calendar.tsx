import CalendarPlus from 'lucide-react/icons/calendar-plus'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { TeamChain } from '#shared/escalations/chain-views.ts'
import { useChainRefusal } from './use-chain-refusal.ts'
import { type TurnsState, useTurns } from './use-turns.ts'

/** Turns and refused events that are listed at once. */
const shown = 6

/** Shows whose turn the imported on-call calendar says it is, and takes another. */
export function ChainCalendar({ chain, online }: { chain: TeamChain; online: boolean }) {
  const t = useT()
  const format = useFormat()
  const { calendar } = chain
  const { state, plan, run } = useTurns(chain)
  const busy = state.kind === 'reading' || state.kind === 'running'
  return (
    <>
      <RowGroup heading={t('onCall.calendar')} limit={shown}>
        {calendar?.turns.map(({ person, startsAt, endsAt }) => (
          <Row
            key={`${person.personId} ${startsAt}`}
            title={t('ui.person', { name: person.name })}
            detail={t('onCall.calendar.span', { from: format.due(startsAt), until: format.due(endsAt) })}
          />
        ))}
      </RowGroup>
      <div className="inset inset-block stack">
        <p className="text-label text-quiet">
          {calendar
            ? t('onCall.calendar.imported', {
                source: calendar.source,
                name: t('ui.person', { name: calendar.setBy.name }),
                day: format.shortDate(calendar.setAt),
              })
            : t('onCall.calendar.none')}
        </p>
        <FileButton
          icon={CalendarPlus}
          also=".ics,text/calendar"
          hint={t('onCall.calendar.hint')}
          disabled={busy || !online}
          onChoose={(file) => void plan(file)}
        >
          {t('onCall.calendar.choose')}
        </FileButton>
        <Outcome state={state} />
        {state.kind === 'planned' && state.plan.turns.length > 0 && (
          <Button disabled={!online} onClick={() => void run()}>
            {t('onCall.calendar.run')}
          </Button>
        )}
      </div>
      {'plan' in state && (
        <RowGroup heading={t('onCall.calendar.refused')} limit={shown}>
          {state.plan.refused.map(({ row, reason, value }) => (
            <Row
              key={`${row} ${reason} ${value}`}
              title={t('onCall.calendar.event', { n: row })}
              detail={[t(`onCall.calendar.reason.${reason}`), value].filter(Boolean).join(' · ')}
            />
          ))}
        </RowGroup>
      )}
    </>
  )
}

function Outcome({ state }: { state: TurnsState }) {
  const t = useT()
  const refusal = useChainRefusal()
  switch (state.kind) {
    case 'unreadable':
      return <p role="alert">{t('onCall.calendar.unreadable')}</p>
    case 'too_many':
      return <p role="alert">{t('onCall.calendar.tooMany')}</p>
    case 'failed':
      return <p role="alert">{refusal(state.error)}</p>
    case 'reading':
    case 'running':
      return <output>{t('ui.loading')}</output>
    case 'planned':
    case 'done': {
      const { source, turns, refused } = state.plan
      const counts = { source, n: turns.length, refused: refused.length }
      return (
        <output>
          {t(state.kind === 'done' ? 'onCall.calendar.done' : 'onCall.calendar.planned', counts)}
        </output>
      )
    }
    default:
      return null
  }
}
