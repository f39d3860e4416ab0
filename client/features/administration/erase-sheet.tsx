import { useState } from 'react'
import { useNavigate } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, askErasureInput } from '#shared/administration/contracts.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { useAdminister, useRequests } from './data.ts'
import { RequestFormSheet } from './request-form-sheet.tsx'
import { useRequestForm } from './use-request-form.ts'

const fields = ['name', 'reason'] as const

/** Asks for a person to be erased, whose name is typed to make sure; leads to the request, where it is counted. */
export function EraseSheet({
  person: { personId, name },
  onClose,
}: {
  person: PersonRef
  onClose: () => void
}) {
  const t = useT()
  const navigate = useNavigate()
  const administer = useAdminister()
  const alone = useRequests().data?.alone ?? false
  const [requestId] = useState(() => uuidv7())
  const form = useRequestForm({
    fields,
    initial: { name: '', reason: '' },
    read: (typed) =>
      withFaults(
        typed.name.trim().normalize() === name.normalize() ? {} : { name: 'refused' },
        readWith(askErasureInput, { requestId, personId, ...typed }, fieldsNamed(fields)),
      ),
    send: (input) => administer(administration.askErasure, input),
  })

  async function ask() {
    if (await form.submit()) await navigate(ownPaths.request(requestId))
  }

  return (
    <RequestFormSheet
      title={t('retention.erase.title', { name })}
      what={t(alone ? 'retention.alone' : 'retention.erase.what')}
      disabled={alone}
      submitLabel={t('retention.button.ask')}
      danger
      busy={form.busy}
      failure={form.failure}
      onSubmit={ask}
      onClose={onClose}
    >
      <TextField
        label={t('retention.erase.name')}
        hint={t('retention.erase.name.hint', { name })}
        maxLength={200}
        autoComplete="off"
        {...form.field('name')}
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
