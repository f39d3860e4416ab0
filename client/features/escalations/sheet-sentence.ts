import { useFormat, useT } from '#client/lib/i18n.ts'
import { requestDays } from '#shared/escalations/approval-rules.ts'
import type { EscalationView, RequestView } from '#shared/escalations/views.ts'
import type { Trouble } from './decide.ts'

/** Names what keeps this reader from deciding now; undefined where they may. */
export type Hindrance =
  | Trouble
  | { kind: 'offline' }
  | { kind: 'voided'; name: string; at: string }
  | { kind: 'nobody'; at: string }
  | { kind: 'recalled'; name: string; at: string }
  | { kind: 'expired'; at: string }
  | { kind: 'pending'; name: string; at: string }
  | { kind: Exclude<RequestView['refusal'], 'settled' | 'pending' | null> }

type Seen = { online: boolean; trouble: Trouble | undefined }

/** In the order in which they matter: what happened to the request, who the reader is, and then the network. */
export function hindranceOf(
  { request, events }: Pick<EscalationView, 'request' | 'events'>,
  { online, trouble }: Seen,
): Hindrance | undefined {
  if (!request) return undefined
  const last = request.decisions.at(-1)
  if (request.state === 'voided') {
    const edit = events.findLast(
      ({ kind }) => kind === 'edited' || kind === 'severity_changed' || kind === 'voided',
    )
    if (edit?.code === 'nobody_can_decide') return { kind: 'nobody', at: edit.at }
    if (edit?.code === 'expired') return { kind: 'expired', at: edit.at }
    if (edit?.code === 'recalled') return { kind: 'recalled', name: edit.actor?.name ?? '', at: edit.at }
    return { kind: 'voided', name: edit?.actor?.name ?? '', at: edit?.at ?? request.at }
  }
  if (last && (request.state !== 'open' || request.refusal === 'settled'))
    return { kind: 'taken', name: last.decider.name, verdict: last.verdict, at: last.at }
  if (request.refusal === 'pending')
    return { kind: 'pending', name: last?.decider.name ?? '', at: last?.takesEffectAt ?? request.at }
  if (request.refusal && request.refusal !== 'settled') return { kind: request.refusal }
  if (trouble && trouble.kind !== 'tooLate' && (online || trouble.kind !== 'noAnswer')) return trouble
  return online ? undefined : { kind: 'offline' }
}

/** The one sentence in place of the buttons, with a name and a time. `readAt`: milliseconds, when it arrived. */
export function useSheetSentence() {
  const t = useT()
  const format = useFormat()
  return (found: Hindrance, { request, readAt }: { request: RequestView; readAt: number }): string => {
    const arrived = format.due(readAt)
    const asked = { name: request.author.name, time: format.due(request.at) }
    switch (found.kind) {
      case 'taken':
        return t('approve.taken', { name: found.name, verdict: found.verdict, time: format.due(found.at) })
      case 'voided':
        return t('approve.changed', { name: found.name, time: format.due(found.at) })
      case 'nobody':
        return t('approve.nobody', { time: format.due(found.at) })
      case 'recalled':
        return t('approve.recalled', { name: found.name, time: format.due(found.at) })
      case 'expired':
        return t('approve.expired', { days: requestDays, time: format.due(found.at) })
      case 'pending':
        return t('approve.refusal.pending', { name: found.name, time: format.time(found.at) })
      case 'changed':
        return t('approve.changed.now', { time: arrived })
      case 'tooLate':
        return t('approve.tooLate')
      case 'noAnswer':
        return t('approve.noAnswer', { time: arrived })
      case 'offline':
        return t('approve.offline', { time: arrived })
      case 'decided_before':
        return t('approve.refusal.decided_before', {
          time: format.due(request.decisions[0]?.at ?? request.at),
        })
      case 'refused':
        return t('approve.refusal.no_standing', asked)
      default:
        return t(`approve.refusal.${found.kind}`, asked)
    }
  }
}
