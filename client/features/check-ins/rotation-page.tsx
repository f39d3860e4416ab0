import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { suggestAfter } from '#shared/check-ins/exposure-rules.ts'
import type { RotationView } from '#shared/check-ins/rotation-views.ts'
import { useRotation } from './data.ts'
import { CarePage } from './pages.tsx'

/** Asks for a rotation with one tap, and for topics to be left out: no reason is asked for, and none is kept. */
export function RotationPage() {
  const t = useT()
  const query = useRotation()
  return (
    <CarePage title={t('rotation.title')} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(view) => (
          <div className="inset inset-block stack stack-wide">
            {view.mayAsk && <Request view={view} />}
            <Topics view={view} />
          </div>
        )}
      </Loaded>
    </CarePage>
  )
}

/** Sends a command, or says that the phone could not keep it. */
function useKept() {
  const t = useT()
  const toast = useToast()
  return (sent: Promise<unknown>, text?: string) =>
    void sent.then(
      () => text !== undefined && toast({ text }),
      () => toast({ text: t('talk.failed') }),
    )
}

function Request({ view: { request, suggests } }: { view: RotationView }) {
  const t = useT()
  const format = useFormat()
  const enqueue = useEnqueue()
  const kept = useKept()
  const { platform } = useOffline().outbox
  const open = request?.state === 'open' ? request : undefined

  const ask = () =>
    kept(
      enqueue(checkInsOnPhone.askRotation, { input: { rotationId: platform.newId() }, base: null }),
      t('rotation.asked'),
    )
  const withdraw = (rotationId: string, version: number) =>
    kept(
      enqueue(checkInsOnPhone.withdrawRotation, { input: { rotationId }, base: version }),
      t('rotation.withdrawn'),
    )
  return (
    <Part variant="heading" heading={t('rotation.request')}>
      <p className="text-prose">{t('rotation.request.text')}</p>
      {request && request.state !== 'withdrawn' && (
        <output className="text-label">
          {t(`rotation.state.${request.state}`, {
            day: format.relativeDay(request.endedAt ?? request.askedAt),
          })}
        </output>
      )}
      <div>
        {open ? (
          <Button variant="secondary" onClick={() => withdraw(open.rotationId, open.version)}>
            {t('rotation.withdraw')}
          </Button>
        ) : (
          <Button onClick={ask}>{t('rotation.ask')}</Button>
        )}
      </div>
      <Switch
        label={t('rotation.suggests')}
        hint={t('rotation.suggests.hint', { n: suggestAfter.daysOver, of: suggestAfter.ofDays })}
        checked={suggests}
        onChange={(chosen) =>
          kept(enqueue(checkInsOnPhone.setSuggests, { input: { suggests: chosen }, base: null }))
        }
      />
    </Part>
  )
}

function Topics({ view: { topics } }: { view: RotationView }) {
  const t = useT()
  const names = useNames()
  const enqueue = useEnqueue()
  const kept = useKept()
  return (
    <Part variant="heading" heading={t('topics.title')}>
      <p className="text-prose">{t('topics.text')}</p>
      <p className="text-label text-quiet">{t('topics.limits')}</p>
      {topics.length === 0 && <EmptyState text={t('topics.empty')} />}
      {topics.map(({ policy, leftOut }) => (
        <Switch
          key={policy}
          label={names.policy(policy)}
          checked={leftOut}
          onChange={(chosen) =>
            kept(enqueue(checkInsOnPhone.setTopic, { input: { policy, leftOut: chosen }, base: null }))
          }
        />
      ))}
    </Part>
  )
}
