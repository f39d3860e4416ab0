import './talk.css'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { RotationOutcome } from '#shared/check-ins/rotation-rules.ts'
import type { RotationsView } from '#shared/check-ins/rotation-views.ts'
import { useRotations } from './data.ts'
import { CarePage } from './pages.tsx'

/** Lists whom a lead is to rotate, and settles each with one tap. Nothing here says why, nor who began it. */
export function RotationsPage() {
  const t = useT()
  const query = useRotations(true)
  return (
    <CarePage title={t('rotations.title')} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(requests) => (
          <>
            <p className="inset inset-block text-prose">{t('rotations.text')}</p>
            {requests.length === 0 && <EmptyState text={t('rotations.empty')} />}
            <ul>
              {requests.map((request) => (
                <Request key={request.rotationId} request={request} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </CarePage>
  )
}

function Request({ request: { rotationId, person, at, version } }: { request: RotationsView[number] }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const settle = (outcome: RotationOutcome) =>
    void enqueue(checkInsOnPhone.settleRotation, { input: { rotationId, outcome }, base: version }).then(
      () => toast({ text: t('rotations.settled', person) }),
      () => toast({ text: t('talk.failed') }),
    )
  const { name } = person
  return (
    <li className="talk">
      <div className="talk-head">
        <span className="text-strong">{t('ui.person', { name })}</span>
        <span className="text-label text-quiet">{format.relativeDay(at)}</span>
      </div>
      <div className="cluster">
        {(['rotated', 'talked'] as const).map((outcome) => (
          <Button
            key={outcome}
            variant="secondary"
            aria-label={t('rotations.settle', { name, outcome: t(`rotations.${outcome}`) })}
            onClick={() => settle(outcome)}
          >
            {t(`rotations.${outcome}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}
