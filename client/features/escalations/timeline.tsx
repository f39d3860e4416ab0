import './esc.css'
import { useT } from '#client/lib/i18n.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Part } from '#client/ui/part.tsx'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useEventBy, useEventMessage } from './escalation-text.ts'

/** Shows what happened to an escalation, newest first. */
export function Timeline({ view }: { view: EscalationView }) {
  const t = useT()
  const message = useEventMessage()
  const by = useEventBy()
  return (
    <Part variant="ruled" level={3} heading={t('esc.timeline')}>
      <ol>
        {view.events.toReversed().map((event) => (
          <li key={event.eventId} className="esc-event">
            <p className="text-strong">{message(event)}</p>
            <p className="text-label text-quiet">{by(event)}</p>
            {event.words && <p className="text-prose">{event.words}</p>}
            {event.kind === 'commented' && <SyncLine entity={event.eventId} />}
          </li>
        ))}
      </ol>
    </Part>
  )
}
