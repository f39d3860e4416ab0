import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { emergency } from '#shared/emergency/contracts.ts'
import { emergencyStates } from '#shared/emergency/rules.ts'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { useDecideAccess, useStateText } from './data.ts'

type Props = { access: EmergencyAccess; onClose: () => void }
type Contract = (typeof emergency)['confirm' | 'end']

/** Shows who asked for an access, why and for how long, with what the reader may do with it. */
export function AccessSheet({ access, onClose }: Props) {
  const t = useT()
  const stateText = useStateText()
  const { online } = useWorkStatus()
  const { busy, failure, send } = useDecision(access.accessId, onClose)
  const { subject, asker, confirmer, confirmedAt, reason, hours, mayConfirm, mayEnd, mayRead } = access
  const mayDo = mayConfirm || mayEnd || mayRead
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('emergency.about', { name: subject.name })}
      footer={mayDo && <Decisions access={access} disabled={busy || !online} onDecide={send} />}
    >
      <div className="stack">
        <p className="text-prose">{reason}</p>
        <DefinitionList variant="aligned">
          <Definition term={t('emergency.asker')}>
            <PersonName name={asker.name} />
          </Definition>
          {confirmedAt !== null && (
            <Definition term={t('emergency.confirmer')}>
              {confirmer ? <PersonName name={confirmer.name} /> : t('emergency.server')}
            </Definition>
          )}
          <Definition term={t('emergency.time')}>{t('emergency.hours', { n: hours })}</Definition>
          <Definition term={t('emergency.state')}>{stateText(access)}</Definition>
        </DefinitionList>
        <p className="text-label text-quiet">{t('emergency.scope')}</p>
        {mayConfirm && <p className="text-label text-quiet">{t('emergency.confirm.what')}</p>}
        {(mayConfirm || mayEnd) && !online && <output>{t('emergency.offline')}</output>}
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}

type DecisionsProps = {
  access: EmergencyAccess
  disabled: boolean
  onDecide: (contract: Contract) => Promise<void>
}

function Decisions({ access, disabled, onDecide }: DecisionsProps) {
  const t = useT()
  const me = useMe().person.personId
  const { accessId, asker, mayConfirm, mayEnd, mayRead, state } = access
  const ending =
    state === 'open' ? 'emergency.end' : asker.personId === me ? 'emergency.withdraw' : 'emergency.decline'
  return (
    <>
      {mayEnd && (
        <Button variant="secondary" disabled={disabled} onClick={() => void onDecide(emergency.end)}>
          {t(ending)}
        </Button>
      )}
      {mayConfirm && (
        <Button size="wide" disabled={disabled} onClick={() => void onDecide(emergency.confirm)}>
          {t('emergency.confirm')}
        </Button>
      )}
      {mayRead && (
        <ButtonLink size="wide" to={paths.emergencyRecord(accessId)}>
          {t('emergency.read')}
        </ButtonLink>
      )}
    </>
  )
}

/** Sends a decision about an access, and says why one was refused. */
function useDecision(accessId: string, onDone: () => void) {
  const t = useT()
  const decide = useDecideAccess()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function send(contract: Contract): Promise<void> {
    setBusy(true)
    try {
      await decide(contract, accessId)
      onDone()
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      const moved = emergencyStates.find((known) => details.reason === `emergency_${known}`)
      const refused = details.reason === 'network' ? 'emergency.error.network' : (`error.${code}` as const)
      setFailure(t(moved ? `emergency.error.${moved}` : refused))
      setBusy(false)
    }
  }

  return { busy, failure, send }
}
