import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { WaitingView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'

type Props = { item: WaitingView; what: string; onClose: () => void }

/** Shows who gave a role and what it opens, with what makes it hold and what declines it. */
export function ConfirmSheet({ item, what, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  const invitation = { personId: item.id, email: item.email ?? '' }
  const role = { membershipId: item.id }
  const confirm = () =>
    item.kind === 'role'
      ? administer(administration.confirmRole, role)
      : administer(administration.confirmInvitation, invitation)
  const decline = () =>
    item.kind === 'role'
      ? administer(administration.declineRole, role)
      : administer(administration.declineInvitation, invitation)

  async function send(decision: () => Promise<void>) {
    setBusy(true)
    try {
      await decision()
      onClose()
    } catch (thrown) {
      setFailure(t(`error.${toAppError(thrown).code}`))
      setBusy(false)
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('roles.confirm.title', { name: item.person.name })}
      footer={
        <>
          <Button variant="secondary" disabled={busy} onClick={() => void send(decline)}>
            {t('roles.decline')}
          </Button>
          <Button size="wide" disabled={busy} onClick={() => void send(confirm)}>
            {t('roles.confirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{what}</p>
        {item.email && <p>{item.email}</p>}
        <p>{t('roles.giver', { name: item.giver.name })}</p>
        <p className="text-label text-quiet">
          {t(item.kind === 'role' ? 'roles.confirm.role' : 'roles.confirm.invitation')}
        </p>
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}
