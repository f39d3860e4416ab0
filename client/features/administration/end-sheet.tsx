import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration, endRoleInput } from '#shared/administration/contracts.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { useAdminister } from './data.ts'
import { useChangeForm } from './use-change-form.ts'

const fields = ['endsOn'] as const
type Props = { assignment: RoleAssignment; what: string; today: string; onClose: () => void }

/** When a role ends, and what that does to the person's devices. */
export function EndSheet({ assignment, what, today, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const { membershipId, startsOn } = assignment
  const form = useChangeForm({
    fields,
    initial: { endsOn: assignment.endsOn ?? (startsOn > today ? startsOn : today) },
    read: ({ endsOn }) => readWith(endRoleInput, { membershipId, endsOn }, fieldsNamed(fields)),
    send: (input) => administer(administration.endRole, input),
  })

  async function end() {
    if (await form.submit()) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('admin.end.title', { what })}
      footer={
        <Button variant="danger" size="wide" disabled={form.busy} onClick={() => void end()}>
          {t('admin.end.do')}
        </Button>
      }
    >
      <div className="stack">
        <DateField
          label={t('admin.end.on')}
          hint={form.values.endsOn <= today ? t('admin.end.now') : t('admin.end.later')}
          min={startsOn}
          {...form.field('endsOn')}
        />
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
