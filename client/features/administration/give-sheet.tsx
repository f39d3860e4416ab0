import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration, giveRoleInput } from '#shared/administration/contracts.ts'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { RoleFields } from './role-fields.tsx'
import { assignmentOf, faultsOf, newRoleForm, roleFields } from './role-form.ts'
import { useChangeForm } from './use-change-form.ts'

type Props = { person: DirectoryPerson; structure: StructureView; onClose: () => void }

/** One more role for somebody, with its days. */
export function GiveSheet({ person, structure, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const { personId } = person
  const [membershipId] = useState(() => uuidv7())
  const form = useChangeForm({
    fields: roleFields,
    initial: { standing: newRoleForm(calendarDay(Date.now(), structure.org.zone)) },
    read: ({ standing }) =>
      withFaults(
        faultsOf(standing),
        readWith(
          giveRoleInput,
          { personId, standing: assignmentOf(standing, membershipId) },
          fieldsNamed(roleFields),
        ),
      ),
    send: (input) => administer(administration.giveRole, input),
  })

  async function give() {
    if (await form.submit()) onClose()
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
        <RoleFields
          value={form.values.standing}
          teams={structure.teams}
          errorAt={form.errorAt}
          onChange={(next) => form.change({ standing: next })}
        />
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
