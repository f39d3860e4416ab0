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

/** Shows who asked for an access, why and for how long, with what the reader may do with it. */
export function AccessSheet({ access, onClose }: Props) {
  const t = useT()
  const stateText = useStateText()
  const { subject, asker, confirmer, confirmedAt, reason, hours, mayConfirm } = access
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('emergency.about', { name: subject.name })}
      footer={<Decisions access={access} onDone={onClose} />}
    >
      <div className="stack">
        <DefinitionList variant="stacked">
          <Definition term={t('emergency.reason')}>
            <p className="text-prose">{reason}</p>
          </Definition>
          <Definition term={t('emergency.asker')}>
            <PersonName name={asker.name} />
          </Definition>
          <Definition term={t('emergency.time')}>{t('emergency.hours', { n: hours })}</Definition>
          {confirmedAt !== null && (
            <Definition term={t('emergency.confirmer')}>
              {confirmer ? <PersonName name={confirmer.name} /> : t('emergency.server')}
            </Definition>
          )}
          <Definition term={t('emergency.state')}>{stateText(access)}</Definition>
        </DefinitionList>
        <p className="text-label text-quiet">{t('emergency.scope')}</p>
        {mayConfirm && <p className="text-label text-quiet">{t('emergency.confirm.what')}</p>}
      </div>
    </Sheet>
  )
}

function Decisions({ access, onDone }: { access: EmergencyAccess; onDone: () => void }) {
  const t = useT()
  const me = useMe().person.personId
  const { online } = useWorkStatus()
  const decide = useDecideAccess()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { accessId, asker, mayConfirm, mayEnd, mayRead, state } = access

  async function send(contract: (typeof emergency)['confirm' | 'end']) {
    setBusy(true)
    try {
      await decide(contract, accessId)
      onDone()
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      const moved = emergencyStates.find((known) => details.reason === `emergency_${known}`)
      setFailure(
        moved
          ? t(`emergency.error.${moved}`)
          : t(details.reason === 'network' ? 'emergency.error.network' : `error.${code}`),
      )
      setBusy(false)
    }
  }

  if (!mayConfirm && !mayEnd && !mayRead) return null
  const ending =
    state === 'open' ? 'emergency.end' : asker.personId === me ? 'emergency.withdraw' : 'emergency.decline'
  return (
    <div className="stack stack-close">
      {!online && <output className="text-label">{t('emergency.offline')}</output>}
      <p role="alert" className="field-error">
        {failure}
      </p>
      {mayRead && (
        <ButtonLink size="wide" to={paths.emergencyRecord(accessId)}>
          {t('emergency.read')}
        </ButtonLink>
      )}
      {mayConfirm && (
        <Button size="wide" disabled={busy || !online} onClick={() => void send(emergency.confirm)}>
          {t('emergency.confirm')}
        </Button>
      )}
      {mayEnd && (
        <Button
          variant="secondary"
          size="wide"
          disabled={busy || !online}
          onClick={() => void send(emergency.end)}
        >
          {t(ending)}
        </Button>
      )}
    </div>
  )
}
