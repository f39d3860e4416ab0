import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { WaitingView } from '#shared/administration/views.ts'
import { needsConfirming } from '#shared/people/role-rules.ts'
import { useAdminister } from './data.ts'
import { refusalOf } from './refusals.ts'

type Props = { item: WaitingView; what: string; onClose: () => void }

/** Shows what waits, who gave or asked for it and what it opens, with what makes it hold and what declines it. */
export function ConfirmSheet({ item, what, onClose }: Props) {
  const t = useT()
  const administer = useAdminister()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  /** An analyst's role holds already: the team's totals are what is confirmed. */
  const isCount = item.kind === 'role' && item.roles.every(({ role }) => !needsConfirming(role))
  const email = item.email ?? ''
  const role = { membershipId: item.id }
  const invitation = { personId: item.id, email }
  const confirm = {
    role: () => administer(administration.confirmRole, role),
    invitation: () => administer(administration.confirmInvitation, invitation),
    address: () => administer(administration.confirmAddress, { requestId: item.id, email }),
  }[item.kind]
  const decline = {
    role: () => administer(administration.declineRole, role),
    invitation: () => administer(administration.declineInvitation, invitation),
    address: () => administer(administration.declineAddress, { requestId: item.id }),
  }[item.kind]

  async function settle(send: () => Promise<void>) {
    setBusy(true)
    try {
      await send()
      onClose()
    } catch (thrown) {
      setFailure(refusalOf(t, thrown, []).text)
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
          <Button variant="secondary" disabled={busy} onClick={() => void settle(decline)}>
            {t('roles.decline')}
          </Button>
          <Button size="wide" disabled={busy} onClick={() => void settle(confirm)}>
            {t('roles.confirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{what}</p>
        {item.kind === 'address' ? (
          <DefinitionList variant="stacked">
            <Definition term={t('roles.address.present')}>{item.present}</Definition>
            <Definition term={t('roles.address.asked')}>{item.email}</Definition>
          </DefinitionList>
        ) : (
          <>
            {item.email && <p>{item.email}</p>}
            <p>{t('roles.giver', { name: item.giver.name })}</p>
          </>
        )}
        <p className="text-label text-quiet">{t(`roles.confirm.${isCount ? 'count' : item.kind}`)}</p>
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}
