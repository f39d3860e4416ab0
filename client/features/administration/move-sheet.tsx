import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { MoveView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'

/** Shows who asked for a team to be moved and who would read it then, with what confirms and what declines it. */
export function MoveSheet({ move, onClose }: { move: MoveView; onClose: () => void }) {
  const t = useT()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { moveId, teamName, fromName, toName, asker, newReaders, mayConfirm, mayDecline } = move

  async function send(contract: (typeof administration)['confirmMove' | 'declineMove']) {
    setBusy(true)
    try {
      await administer(contract, { moveId })
      onClose()
    } catch (thrown) {
      const { code, details } = toAppError(thrown)
      setFailure(details.reason === 'team_moved' ? t('moves.stale') : t(`error.${code}`))
      setBusy(false)
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('moves.title', { team: teamName })}
      footer={
        (mayConfirm || mayDecline) && (
          <>
            {mayDecline && (
              <Button
                variant="secondary"
                disabled={busy || !online}
                onClick={() => void send(administration.declineMove)}
              >
                {t('roles.decline')}
              </Button>
            )}
            {mayConfirm && (
              <Button
                size="wide"
                disabled={busy || !online}
                onClick={() => void send(administration.confirmMove)}
              >
                {t('roles.confirm')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="stack">
        <p>
          {fromName
            ? t('moves.fromTo', { from: fromName, to: toName ?? '' })
            : t('moves.to', { to: toName ?? '' })}
        </p>
        {asker && <p>{t('moves.asker', { name: asker.name })}</p>}
        <p>
          {t('moves.readers', { names: newReaders.map(({ name }) => t('ui.person', { name })).join(', ') })}
        </p>
        <p className="text-label text-quiet">{t('moves.what')}</p>
        {(mayConfirm || mayDecline) && !online && <output>{t('admin.offline')}</output>}
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}
