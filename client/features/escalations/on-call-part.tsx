import './esc.css'
import { useQuery } from '@tanstack/react-query'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import type { CallView, OnCallView } from '#shared/escalations/chain-views.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useTurnText } from './chain-text.ts'
import { useStep } from './use-step.ts'

/** Shows whom the on-call chain called, who is next and when, and lets whoever may acknowledge it take it over. */
export function OnCallPart({ view }: { view: EscalationView }) {
  const t = useT()
  const { escalationId, holder, steps, version } = view
  const me = useMe().person.personId
  const take = useStep()
  const { data } = useQuery({
    ...trpc.escalations.onCall.queryOptions({ escalationId }),
    // The server does not know it yet.
    enabled: version > 0,
  })
  if (!data) return null
  const mayTake = steps.includes('acknowledge') && holder?.personId !== me
  return (
    <Part variant="ruled" level={3} heading={t('onCall.title')}>
      <ol>
        {data.calls.map((call) => (
          <CallRow key={call.callId} call={call} />
        ))}
      </ol>
      <div className="esc-text stack stack-close">
        <Next next={isWaiting(view) ? data.next : null} view={view} />
        {mayTake && (
          <Button
            variant="secondary"
            onClick={() => void take(escalationsOnPhone.takeOver, { escalationId, cycle: data.cycle })}
          >
            {t('onCall.takeOver')}
          </Button>
        )}
      </div>
    </Part>
  )
}

/** Asking for a decision acknowledges nothing where its raiser does it: then the server still names who is next. */
const isWaiting = ({ status }: EscalationView): boolean =>
  status === 'submitted' || status === 'reopened' || status === 'awaiting_approval'

function CallRow({ call }: { call: CallView }) {
  const t = useT()
  const format = useFormat()
  const turn = useTurnText()
  const { outcome, place, round, source, at, for: standsFor } = call
  const step = place === 0 ? t('onCall.step.manager') : t('onCall.step', { n: place })
  const details = [
    round > 1 ? `${step} · ${t('onCall.round', { n: round })}` : step,
    source === 'shift' || source === 'calendar' ? t(`onCall.source.${source}`) : undefined,
    standsFor && t('ui.actingFor', { name: standsFor.name }),
    format.due(at),
  ]
  return (
    <li className="esc-event">
      <p className="text-strong">{t(`onCall.outcome.${outcome}`, { name: turn(call) })}</p>
      <p className="text-label text-quiet">{details.filter(Boolean).join(' · ')}</p>
    </li>
  )
}

function Next({ next, view }: { next: OnCallView['next']; view: EscalationView }) {
  const t = useT()
  const format = useFormat()
  const turn = useTurnText()
  const { holder } = view
  if (next) return <p>{t('onCall.next', { who: turn(next), time: format.due(next.at) })}</p>
  if (isWaiting(view) && view.status !== 'awaiting_approval') return <p>{t('onCall.through')}</p>
  return holder && <p>{t('onCall.ended', { name: t('ui.person', holder) })}</p>
}
