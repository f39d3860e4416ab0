import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { TextArea } from '#client/ui/text-area.tsx'
import { administration, askHoldEndInput } from '#shared/administration/contracts.ts'
import type { LegalHold } from '#shared/administration/retention-views.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import { useAdminister } from './data.ts'
import { RequestFormSheet } from './request-form-sheet.tsx'
import { useRequestForm } from './use-request-form.ts'

const fields = ['reason'] as const
type Props = { hold: LegalHold; onAsked: (requestId: string) => void; onClose: () => void }

/** Asks for a legal hold to be lifted. */
export function HoldEndSheet({ hold: { holdId, reason: placedFor }, onAsked, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const [requestId] = useState(() => uuidv7())
  const form = useRequestForm({
    fields,
    initial: { reason: '' },
    read: (typed) => readWith(askHoldEndInput, { requestId, holdId, ...typed }, fieldsNamed(fields)),
    send: (input) => administer(administration.askHoldEnd, input),
  })

  async function ask() {
    if (await form.submit()) onAsked(requestId)
  }

  return (
    <RequestFormSheet
      title={t('retention.hold.end.title')}
      what={t('retention.hold.end.what')}
      submitLabel={t('retention.button.ask')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={ask}
      onClose={onClose}
    >
      <p className="text-prose">{placedFor}</p>
      <TextArea
        label={t('retention.reason')}
        hint={t('retention.reason.hint')}
        maxLength={reasonLimits.largest}
        {...form.field('reason')}
      />
    </RequestFormSheet>
  )
}
