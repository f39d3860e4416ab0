import { useState } from 'react'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { can } from '#shared/policy.ts'
import type { Fault } from '#shared/reviews/rules.ts'
import type { ReviewView } from '#shared/reviews/views.ts'
import { partnerOfFault, type RaisedFault } from './mendable.ts'

/** Returns a function that raises the error of a review with the partner who can mend it; true where the phone took it. */
export function useRaiseFault() {
  const t = useT()
  const enqueue = useEnqueue()
  const toast = useToast()
  const { platform } = useOffline().outbox
  const [ids] = useState(() => ({
    escalationId: platform.newId(),
    linkId: platform.newId(),
    commandId: platform.newId(),
  }))
  return async ({ reviewId, teamId, caseRef, fault, criterion }: RaisedFault): Promise<boolean> => {
    const partner = partnerOfFault[fault]
    if (!partner) return false
    const what =
      fault === 'tool'
        ? t('review.fault.summary.tool', { criterion })
        : t('review.fault.summary.information', { criterion })
    // Nothing of the analyst goes along: whoever mends the tool needs neither the name nor the score.
    const input = {
      ...{ escalationId: ids.escalationId, teamId, severity: 'P3' as const, kind: 'tool_fault' as const },
      ...{
        category: null,
        details: null,
        caseReference: null,
        function: partner,
        subjectId: null,
        submit: true,
      },
      summary: [...[what, caseRef].filter(Boolean).join(' · ')].slice(0, 200).join(''),
      links: [{ kind: 'review' as const, linkId: ids.linkId, reviewId }],
    }
    try {
      const { escalationsOnPhone } = await import('#client/commands/escalations.ts')
      await enqueue(escalationsOnPhone.raise, { input, base: null, commandId: ids.commandId })
      toast({ text: t('review.fault.raised', { partner: t(`esc.function.${partner}`) }) })
      return true
    } catch (thrown) {
      toast({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') })
      return false
    }
  }
}

type Props = { review: ReviewView; fault: Fault; criterion: string }

/**
 * Leads from an error of the tool, or of missing information, to the escalation about it; whoever leads the team raises it
 * here with one tap, where there is none yet.
 */
export function RaiseFault({ review, fault, criterion }: Props) {
  const t = useT()
  const raise = useRaiseFault()
  const [busy, setBusy] = useState(false)
  const actor = actorOf(useMe())
  const partner = partnerOfFault[fault]
  if (!partner) return null
  const raised = review.escalations.find((escalation) => escalation.function === partner)
  if (raised)
    return (
      <Link className="text-label" to={paths.escalation(raised.escalationId)}>
        {t('review.fault.toRaised', { partner: t(`esc.function.${partner}`) })}
      </Link>
    )
  if (!can(actor, 'review.write', { analystId: review.analyst.personId, teamId: review.teamId })) return null
  return (
    <Button
      variant="text"
      flush
      disabled={busy}
      onClick={() => {
        setBusy(true)
        void raise({ ...review, fault, criterion }).finally(() => setBusy(false))
      }}
    >
      {t('review.fault.raise', { partner: t(`esc.function.${partner}`) })}
    </Button>
  )
}
