import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, askPeriodInput } from '#shared/administration/contracts.ts'
import { boundsOf, type RetentionKind } from '#shared/core/retention-rules.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import { useAdminister } from './data.ts'
import { RequestFormSheet } from './request-form-sheet.tsx'
import { useRequestForm } from './use-request-form.ts'

const fields = ['days', 'reason'] as const
type Props = {
  kind: RetentionKind
  days: number
  onAsked: (requestId: string) => void
  onClose: () => void
}

/** Asks for another period of a kind of data, within its bounds. */
export function PeriodSheet({ kind, days: present, onAsked, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const [requestId] = useState(() => uuidv7())
  const bounds = boundsOf(kind)
  const form = useRequestForm({
    fields,
    initial: { days: String(present), reason: '' },
    read: ({ days, reason }) => {
      const n = days.trim() === '' ? Number.NaN : Number(days)
      const isWithin = n >= bounds.least && n <= bounds.largest
      return withFaults(
        isWithin ? {} : { days: 'refused' },
        readWith(askPeriodInput, { requestId, kind, days: n, reason }, fieldsNamed(fields)),
      )
    },
    send: (input) => administer(administration.askPeriod, input),
  })

  async function ask() {
    if (await form.submit()) onAsked(requestId)
  }

  return (
    <RequestFormSheet
      title={t('retention.period.title', { kind: t(`retention.kind.${kind}`) })}
      what={t('retention.period.what')}
      submitLabel={t('retention.button.ask')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={ask}
      onClose={onClose}
    >
      <TextField
        label={t('retention.period.days')}
        hint={t('retention.period.hint', bounds)}
        inputMode="numeric"
        autoComplete="off"
        {...form.field('days')}
      />
      <TextArea
        label={t('retention.reason')}
        hint={t('retention.reason.hint')}
        maxLength={reasonLimits.largest}
        {...form.field('reason')}
      />
    </RequestFormSheet>
  )
}
