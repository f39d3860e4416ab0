import './delegation.css'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { type Faults, readWith, withFaults } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
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
import { delegateInput } from '#shared/escalations/contracts.ts'
import type { DelegationsView, DelegationView } from '#shared/escalations/views.ts'
import { useDelegations, useNextAbsence } from './data.ts'

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
    <Part variant="ruled" heading={heading}>
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

function DelegateForm({ candidates }: Pick<DelegationsView, 'candidates'>) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const today = calendarDay(platform.clock.now(), format.timeZone)
  const roles = [...new Set(candidates.map(({ role }) => role))]
  type Role = (typeof roles)[number]
  const roleOf = (chosen: Role | undefined): Role =>
    roles.find((known) => known === chosen) ?? roles[0] ?? 'lead'
  // Whoever has entered an absence means to be stood in for then.
  const absence = useNextAbsence(today)
  const from = absence && absence.firstDay > today ? absence.firstDay : today
  const initial = { role: roles[0], toId: '', from, until: absence?.lastDay ?? '' }
  const form = useForm({
    initial,
    read({ role, toId, from, until }) {
      const faults: Faults<'toId' | 'until'> = {}
      if (toId === '') faults.toId = 'missing'
      if (until === '') faults.until = 'missing'
      else if (until < from || until < today) faults.until = 'refused'
      const midnight = (day: string) => day && new Date(startOfDay(day, format.timeZone)).toISOString()
      const sent = {
        ...{ delegationId: platform.newId(), role: roleOf(role), toId },
        ...{ startsAt: midnight(from), endsAt: until && midnight(daysLater(until, 1)) },
      }
      const fieldOf = (path: string) => (path === 'toId' ? path : 'until')
      return withFaults(faults, readWith(delegateInput, sent, fieldOf))
    },
    send: (input) => enqueue(escalationsOnPhone.delegate, { input, base: null }),
    say(field, fault) {
      if (field === 'toId') return t('delegate.missing.to')
      return t(fault === 'missing' ? 'delegate.missing.until' : 'delegate.order')
    },
    refusal() {
      toast({ text: t('esc.failed') })
      return {}
    },
  })
  const { from: first } = form.values
  const role = roleOf(form.values.role)

  async function save() {
    if (await form.submit()) form.reset({ ...form.values, toId: '', until: '' })
  }

  return (
    <div className="inset inset-block stack">
      <p className="text-label text-quiet">{t('delegate.how')}</p>
      {roles.length > 1 && (
        <ChipGroup
          label={t('delegate.role')}
          value={role}
          onChange={(next) => form.change({ role: next, toId: '' })}
          options={roles.map((value) => ({ value, label: t(`delegate.role.${value}`) }))}
        />
      )}
      <SelectField
        label={t('delegate.to')}
        placeholder={t('delegate.to.choose')}
        {...form.field('toId')}
        options={candidates
          .filter((candidate) => candidate.role === role)
          .map(({ personId, name }) => ({ value: personId, label: t('ui.person', { name }) }))}
      />
      <DateField
        label={t('delegate.from')}
        value={first}
        min={today}
        onChange={(day) => form.change({ from: day })}
      />
      <DateField label={t('delegate.until')} min={first} {...form.field('until')} />
      <Button onClick={() => void save()}>{t('delegate.submit')}</Button>
    </div>
  )
}
