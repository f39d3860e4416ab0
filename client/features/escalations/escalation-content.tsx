import './esc-clock.css'
import './esc.css'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { lazy, Suspense } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { ApprovalLine } from '#client/ui/approval-line.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { SeverityChip } from '#client/ui/marks.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { lastReminder } from '#shared/escalations/reminder-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useApprovalCells } from './approval-cells.ts'
import { CallFirst } from './call-first.tsx'
import { ClockFigure } from './clock.tsx'
import { DecidersAway } from './deciders-away.tsx'
import { levelOf, statusWord, useTitle } from './escalation-text.ts'
import { Facts } from './facts.tsx'
import { Timeline } from './timeline.tsx'

const WriteUpLink = lazy(async () => ({ default: (await import('./write-up-link.tsx')).WriteUpLink }))
/** Most escalations begin no chain: its code comes once the page stands. */
const OnCallPart = lazy(async () => ({ default: (await import('./on-call-part.tsx')).OnCallPart }))

type Props = { view: EscalationView; onRequest: () => void }

/** How severe, what about, who has it, until when, who decided, what is known, and what happened. */
export function EscalationContent({ view, onRequest }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(1000)
  const title = useTitle()(view)
  const { severity, holder, category, clocks, version } = view
  const partner = view.function
  const reminded = lastReminder(view)
  return (
    <article>
      <header className="esc-head">
        <p className="esc-severity">
          <SeverityChip level={levelOf(severity)} word={t(`esc.severity.${severity}`)} />
          <span>{t(statusWord(view))}</span>
        </p>
        <Heading level={2} variant="heading">
          {title}
        </Heading>
        {category === 'child_safety' && view.summary && <p>{view.summary}</p>}
        {category === 'child_safety' && <p className="text-label text-quiet">{t('esc.child.only')}</p>}
        <SyncLine
          entity={view.escalationId}
          edit={version === 0 ? paths.editEscalation(view.escalationId) : undefined}
        />
        {version === 0 && severity === 'P0' && <CallFirst teamId={view.teamId} />}
      </header>
      <DefinitionList variant="stacked" className="esc-holder">
        <Definition term={t('esc.holder')}>
          <span className="text-strong">
            {holder ? t('ui.person', { name: holder.name }) : t('esc.holder.none')}
          </span>
          {partner && <span className="text-quiet"> · {t(`esc.function.${partner}`)}</span>}
          {reminded && (
            <span className="text-quiet"> · {t('esc.remind.last', { time: format.due(reminded) })}</span>
          )}
        </Definition>
      </DefinitionList>
      {clocks.length > 0 ? (
        <DefinitionList variant="stacked" className="esc-clock-pair">
          {clocks.map((clock) => (
            <ClockFigure key={clock.kind} clock={clock} now={now} />
          ))}
        </DefinitionList>
      ) : (
        version === 0 && <p className="inset text-label text-quiet">{t('esc.clock.later')}</p>
      )}
      {clocks.some(({ calendarMissing }) => calendarMissing) && (
        <p className="inset text-label text-quiet">{t('esc.clock.noCalendar')}</p>
      )}
      <Suspense fallback={null}>
        <OnCallPart view={view} />
      </Suspense>
      <Line view={view} now={now} onRequest={onRequest} />
      {view.kind === 'policy_gap' && (
        <Suspense fallback={null}>
          <WriteUpLink escalationId={view.escalationId} />
        </Suspense>
      )}
      <Facts view={view} />
      <Timeline view={view} />
    </article>
  )
}

function Line({ view, now, onRequest }: Props & { now: number }) {
  const t = useT()
  const cells = useApprovalCells()
  const { request } = view
  if (!request) return null
  return (
    <section className="esc-line">
      <ApprovalLine label={t('esc.line')} cells={cells(view, { now })} />
      {request.state === 'voided' && <p className="text-label text-quiet">{t('esc.line.void')}</p>}
      {request.state === 'open' && <DecidersAway escalationId={view.escalationId} />}
      {request.decisions.some(({ alone }) => alone) && (
        <p className="text-label text-quiet">{t('esc.line.alone')}</p>
      )}
      <button type="button" className="esc-question" aria-haspopup="dialog" onClick={onRequest}>
        <span>
          <span className="text-caption esc-question-label">{t('esc.fact.question')}</span>
          <span className="two-lines">{request.question}</span>
        </span>
        <Icon icon={ChevronRight} small />
      </button>
    </section>
  )
}
