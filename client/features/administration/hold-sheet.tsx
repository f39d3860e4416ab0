import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { DateField } from '#client/ui/date-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { administration, placeHoldInput } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { useAdminister } from './data.ts'
import { RequestFormSheet } from './request-form-sheet.tsx'
import { inTree } from './team-tree.ts'
import { useRequestForm } from './use-request-form.ts'

const fields = ['teamId', 'fromOn', 'untilOn', 'reason', 'reviewOn', 'untoldReason'] as const
type Props = {
  /** The person whom it is on; a team is chosen where it is nobody. */
  person?: PersonRef
  structure: StructureView
  onClose: () => void
}

/** Places a legal hold on a person, or on whoever was in a team in some days. */
export function HoldSheet({ person, structure: { teams, org }, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const administer = useAdminister()
  const [holdId] = useState(() => uuidv7())
  const today = calendarDay(Date.now(), org.zone)
  const form = useRequestForm({
    fields,
    initial: {
      teamId: '',
      fromOn: '',
      untilOn: today,
      reason: '',
      reviewOn: '',
      silent: false,
      untoldReason: '',
    },
    read: ({ teamId, fromOn, untilOn, reason, reviewOn, silent, untoldReason }) => {
      const onTeam = person === undefined
      const subject = onTeam
        ? { personId: null, teamId, fromOn, untilOn }
        : { personId: person.personId, teamId: null, fromOn: null, untilOn: null }
      return readWith(
        placeHoldInput,
        { ...subject, holdId, reason, reviewOn, untoldReason: silent ? untoldReason : null },
        fieldsNamed(fields),
      )
    },
    send: (input) => administer(administration.placeHold, input),
  })

  async function place() {
    if (!(await form.submit())) return
    toast({ text: t('retention.hold.placed') })
    onClose()
  }

  return (
    <RequestFormSheet
      title={person ? t('retention.hold.about', { name: person.name }) : t('retention.hold.place')}
      what={t('retention.hold.what')}
      submitLabel={t('retention.hold.place')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={place}
      onClose={onClose}
    >
      {!person && (
        <>
          <SelectField
            label={t('retention.hold.onTeam')}
            placeholder={t('retention.hold.choose')}
            {...form.field('teamId')}
            options={inTree(teams).map(({ teamId, name }) => ({ value: teamId, label: name }))}
          />
          <DateField label={t('retention.hold.from')} {...form.field('fromOn')} />
          <DateField
            label={t('retention.hold.until')}
            {...(form.values.fromOn ? { min: form.values.fromOn } : {})}
            {...form.field('untilOn')}
          />
        </>
      )}
      <TextArea
        label={t('retention.reason')}
        hint={t('retention.hold.reason.hint')}
        maxLength={reasonLimits.largest}
        {...form.field('reason')}
      />
      <DateField label={t('retention.hold.review')} min={today} {...form.field('reviewOn')} />
      <Switch
        label={t('retention.hold.untold')}
        checked={form.values.silent}
        onChange={(silent) => form.change({ silent })}
      />
      {form.values.silent && (
        <TextArea
          label={t('retention.hold.untold.reason')}
          hint={t('retention.reason.hint')}
          maxLength={reasonLimits.largest}
          {...form.field('untoldReason')}
        />
      )}
    </RequestFormSheet>
  )
}
