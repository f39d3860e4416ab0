import { useQueryClient } from '@tanstack/react-query'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'
import { escalations } from '#shared/escalations/contracts.ts'
import { mayRemind } from '#shared/escalations/reminder-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'

/** Returns how this reader reminds whoever is late with it; undefined where there is nobody to remind. */
export function useRemind(view: EscalationView | undefined): (() => Promise<void>) | undefined {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const askNow = useAskNow()
  const queries = useQueryClient()
  const { person } = useMe()
  const { clock } = useOffline().outbox.platform
  if (!view?.holder || !mayRemind(view, person.personId, clock.now())) return undefined
  const { escalationId, holder } = view

  function refusalOf(thrown: unknown) {
    const { code, details } = toAppError(thrown)
    const last = details.values?.at
    if (details.reason === 'reminded_already')
      return t('esc.remind.already', { time: typeof last === 'string' ? format.due(last) : '' })
    return t(code === 'CONFLICT' ? 'esc.remind.settled' : 'esc.remind.failed')
  }
  return async () => {
    const said = await askNow(escalations.remind, { escalationId }).then(
      () => t('esc.remind.done', { name: holder.name }),
      refusalOf,
    )
    toast({ text: said })
    await queries.invalidateQueries(trpc.escalations.pathFilter())
  }
}
