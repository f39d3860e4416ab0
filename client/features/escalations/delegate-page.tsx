import './delegation.css'
import { useState } from 'react'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { calendarDay, daysLater, startOfDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { DelegationsView, DelegationView } from '#shared/escalations/views.ts'
import { useDelegations } from './data.ts'

/** Away: from when until when, and who decides meanwhile. Both names stand in what they decide. */
export function DelegatePage() {
  const t = useT()
  const query = useDelegations()
  return (
    <DetailPage title={t('delegate.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(view) => (
          <>
            <Given heading={t('delegate.given')} delegations={view.given} mine />
            <Given heading={t('delegate.received')} delegations={view.received} />
            {view.candidates.length === 0 ? (
              <EmptyState text={t('delegate.none')} />
            ) : (
              <DelegateForm candidates={view.candidates} />
            )}
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

type GivenProps = { heading: string; delegations: readonly DelegationView[]; mine?: boolean }

function Given({ heading, delegations, mine = false }: GivenProps) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  if (delegations.length === 0) return null
  const end = (delegationId: string) =>
    void enqueue(escalationsOnPhone.endDelegation, { input: { delegationId }, base: null }).then(
      () => toast({ text: t('delegate.ended') }),
      () => toast({ text: t('esc.failed') }),
    )
  return (
    <Part look="ruled" heading={heading}>
      <ul>
        {delegations.map(({ delegationId, from, to, role, startsAt, endsAt }) => (
          <li key={delegationId} className="delegation">
            <div>
              <p className="text-strong">{t('ui.person', { name: mine ? to.name : from.name })}</p>
              <p className="text-label text-quiet">
                {t(`delegate.role.${role}`)} ·{' '}
                {t('delegate.span', { from: format.date(startsAt), until: format.date(lastDay(endsAt)) })}
              </p>
              <SyncLine entity={delegationId} />
            </div>
            {mine && (
              <Button variant="secondary" size="row" onClick={() => end(delegationId)}>
                {t('delegate.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** The end itself is not included any more. */
export const lastDay = (endsAt: string): number => Date.parse(endsAt) - 1

type Errors = { toId?: string; until?: string }

function DelegateForm({ candidates }: Pick<DelegationsView, 'candidates'>) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const today = calendarDay(platform.clock.now(), format.timeZone)
  const roles = [...new Set(candidates.map(({ role }) => role))]
  const [chosen, setRole] = useState(roles[0])
  const [toId, setToId] = useState('')
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const role = roles.find((one) => one === chosen) ?? roles[0] ?? 'lead'

  async function send() {
    const found: Errors = {}
    if (toId === '') found.toId = t('delegate.missing.to')
    if (until === '') found.until = t('delegate.missing.until')
    else if (until < from || until < today) found.until = t('delegate.order')
    setErrors(found)
    if (Object.keys(found).length > 0) return
    const midnight = (day: string) => new Date(startOfDay(day, format.timeZone)).toISOString()
    const input = {
      ...{ delegationId: platform.newId(), role, toId },
      ...{ startsAt: midnight(from), endsAt: midnight(daysLater(until, 1)) },
    }
    try {
      await enqueue(escalationsOnPhone.delegate, { input, base: null })
      setToId('')
      setUntil('')
    } catch {
      toast({ text: t('esc.failed') })
    }
  }

  return (
    <div className="inset inset-block stack">
      <p className="text-label text-quiet">{t('delegate.how')}</p>
      {roles.length > 1 && (
        <ChipGroup
          label={t('delegate.role')}
          value={role}
          onChange={(next) => {
            setRole(next)
            setToId('')
          }}
          options={roles.map((value) => ({ value, label: t(`delegate.role.${value}`) }))}
        />
      )}
      <SelectField
        label={t('delegate.to')}
        placeholder={t('delegate.to.choose')}
        value={toId}
        error={errors.toId}
        onChange={setToId}
        options={candidates
          .filter((one) => one.role === role)
          .map(({ personId, name }) => ({ value: personId, label: t('ui.person', { name }) }))}
      />
      <DateField label={t('delegate.from')} value={from} min={today} onChange={setFrom} />
      <DateField
        label={t('delegate.until')}
        value={until}
        min={from}
        error={errors.until}
        onChange={setUntil}
      />
      <Button onClick={() => void send()}>{t('delegate.submit')}</Button>
    </div>
  )
}
