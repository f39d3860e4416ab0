import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { useAdminister } from './data.ts'
import { useForm } from './use-form.ts'

type Props = { standing: RoleAssignment; what: string; today: string; onClose: () => void }

/** When a role ends, and what that does to the person's devices. */
export function EndSheet({ standing, what, today, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const form = useForm(['endsOn'])
  const { membershipId, startsOn } = standing
  const [endsOn, setEndsOn] = useState(standing.endsOn ?? (startsOn > today ? startsOn : today))

  async function end() {
    const done = await form.submit(endsOn === '' ? ['endsOn'] : [], () =>
      administer(administration.endRole, { membershipId, endsOn }),
    )
    if (done) onClose()
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
          hint={endsOn <= today ? t('admin.end.now') : t('admin.end.later')}
          error={form.errorAt('endsOn')}
          min={startsOn}
          value={endsOn}
          onChange={(next) => {
            setEndsOn(next)
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
