import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { StandingFields, standingFields } from './standing-fields.tsx'
import { missingIn, newStanding, standingOf } from './standing-form.ts'
import { useForm } from './use-form.ts'

type Props = { person: DirectoryPerson; structure: StructureView; onClose: () => void }

/** One more role for somebody, with its days. */
export function GiveSheet({ person, structure, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const form = useForm(standingFields)
  const [membershipId] = useState(() => uuidv7())
  const [standing, setStanding] = useState(() => newStanding(calendarDay(Date.now(), structure.org.zone)))

  async function give() {
    const { personId } = person
    const done = await form.submit(missingIn(standing), () =>
      administer(administration.giveRole, { personId, standing: standingOf(standing, membershipId) }),
    )
    if (done) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('admin.give')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void give()}>
          {t('admin.give')}
        </Button>
      }
    >
      <div className="stack">
        <StandingFields
          form={standing}
          teams={structure.teams}
          errorAt={form.errorAt}
          onChange={(next) => {
            setStanding(next)
            form.clear()
          }}
        />
        <p role="alert" className="field-error">
          {form.elsewhere}
        </p>
      </div>
    </Sheet>
  )
}
