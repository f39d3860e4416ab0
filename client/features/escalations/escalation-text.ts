import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Level } from '#client/ui/marks.tsx'
import { pauseReason, severity } from '#shared/escalations/fields.ts'
import { referenceOf } from '#shared/escalations/rules.ts'
import { type Severity, severities } from '#shared/escalations/step-rules.ts'
import type { EscalationRow, EventView } from '#shared/escalations/views.ts'

export const levelOf = (level: Severity): Level => severities.indexOf(level) as Level

/** Returns what people call an escalation: its summary, and with child safety its reference alone. */
export function useTitle() {
  const t = useT()
  return ({
    escalationId,
    category,
    summary,
    caseReference,
  }: Pick<EscalationRow, 'escalationId' | 'category' | 'summary' | 'caseReference'>): string =>
    category === 'child_safety' || summary === null
      ? t('esc.child', { reference: caseReference ?? referenceOf(escalationId) })
      : summary
}

/** Names where it stands; a request whose author was asked for more waits for the author. */
export const statusWord = ({ status, askedBy }: Pick<EscalationRow, 'status' | 'askedBy'>) =>
  askedBy ? ('esc.status.asked' as const) : (`esc.status.${status}` as const)

/** Severity, where it stands, and who has it: 긴급 · 승인 대기 · 심혜인 님. */
export function useRowDetail() {
  const t = useT()
  return (row: EscalationRow, sync?: string): string => {
    const { severity: level, holder, function: partner } = row
    const who = holder
      ? t('ui.person', { name: holder.name })
      : partner
        ? t(`esc.function.${partner}`)
        : undefined
    return [t(`esc.severity.${level}`), sync ?? t(statusWord(row)), who].filter(Boolean).join(' · ')
  }
}

/** Says what happened, then what more there is to say of it. */
export function useEventMessage() {
  const t = useT()
  return ({ kind, code, other }: EventView): string => {
    if ((kind === 'at_risk' || kind === 'overdue') && isClock(code))
      return t(`esc.event.clock.${kind}`, { clock: t(`esc.clock.${code}`) })
    if (kind === 'voided' && (code === 'recalled' || code === 'expired')) return t(`esc.event.voided.${code}`)
    const what = t(`esc.event.${kind}`)
    const reason = pauseReason.safeParse(code)
    const raised = severity.safeParse(code)
    const more = [
      isTo(kind) && other && t('ui.person', { name: other.name }),
      kind === 'paused' && reason.success && t(`esc.pause.${reason.data}`),
      kind === 'severity_changed' && raised.success && t(`esc.severity.${raised.data}`),
    ].find(Boolean)
    return more ? `${what} · ${more}` : what
  }
}

/** The other person of such an event is whom it reached, and nobody whom the actor stood in for. */
const isTo = (kind: EventView['kind']) => kind === 'assigned' || kind === 'reminded'

const isClock = (code: string | null): code is 'acknowledge' | 'decide' | 'confirm' =>
  code === 'acknowledge' || code === 'decide' || code === 'confirm'

/** Says who did it, for whom, and when. */
export function useEventBy() {
  const t = useT()
  const format = useFormat()
  return ({ actor, other, kind, at }: EventView): string =>
    [
      actor && t('ui.person', { name: actor.name }),
      !isTo(kind) && other && t('ui.actingFor', { name: other.name }),
      format.due(at),
    ]
      .filter(Boolean)
      .join(' · ')
}
