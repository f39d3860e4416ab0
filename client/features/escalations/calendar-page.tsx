import './delegation.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { escalations, setCalendarDayInput } from '#shared/escalations/contracts.ts'
import type { CalendarView } from '#shared/escalations/views.ts'

/** The days on which the organisation does not work, or does although others do not: business clocks follow them. */
export function CalendarPage() {
  const t = useT()
  const query = useQuery(trpc.escalations.calendar.queryOptions())
  return (
    <DetailPage title={t('calendar.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(view) => (
          <>
            <Days view={view} />
            <DayForm zones={view.zones} />
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

function Days({ view: { days, missingYears, zones } }: { view: CalendarView }) {
  const t = useT()
  const format = useFormat()
  return (
    <section className="delegation-days">
      {missingYears.length > 0 && (
        <p className="text-label delegation-missing">
          {t('calendar.missing', { years: missingYears.join(', ') })}
        </p>
      )}
      {days.length === 0 && <EmptyState text={t('calendar.none')} />}
      <ul>
        {days.map(({ zone, day, works, name }) => (
          <li key={`${zone} ${day}`} className="delegation">
            <div>
              <p className="text-strong">{name}</p>
              <p className="text-label text-quiet">
                {format.date(day)} · {t(works ? 'calendar.works' : 'calendar.off')}
                {zones.length > 1 && ` · ${zone}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const fields = ['day', 'name', 'zone'] as const

function DayForm({ zones }: { zones: readonly string[] }) {
  const t = useT()
  const toast = useToast()
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { online } = useWorkStatus()
  const initial = { day: '', name: '', works: false, zone: zones[0] ?? 'Asia/Seoul' }
  const form = useForm({
    initial,
    read: (values) => readWith(setCalendarDayInput, values, fieldsNamed(fields)),
    send: (input) =>
      askNow(escalations.setCalendarDay, input).finally(
        () => void queries.invalidateQueries(trpc.escalations.calendar.pathFilter()),
      ),
    say: (field) => t(field === 'day' ? 'calendar.missing.day' : 'calendar.missing.name'),
    refusal(thrown) {
      const position = toAppError(thrown).details.field?.split('.').at(-1)
      return { field: fields.find((field) => field === position), text: t('calendar.failed') }
    },
  })
  const { works, zone } = form.values

  async function save() {
    if (!(await form.submit())) return
    form.reset({ ...initial, works, zone })
    toast({ text: t('calendar.saved') })
  }

  return (
    <div className="inset inset-block stack">
      <p className="text-label text-quiet">{t('calendar.how')}</p>
      {!online && <output>{t('calendar.offline')}</output>}
      <DateField label={t('calendar.day')} {...form.field('day')} />
      <TextField label={t('calendar.name')} maxLength={100} autoComplete="off" {...form.field('name')} />
      <ChipGroup
        label={t('calendar.kind')}
        value={works ? 'works' : 'off'}
        onChange={(kind) => form.change({ works: kind === 'works' })}
        options={[
          { value: 'off', label: t('calendar.off') },
          { value: 'works', label: t('calendar.works') },
        ]}
      />
      {zones.length > 1 && (
        <SelectField
          label={t('calendar.zone')}
          {...form.field('zone')}
          options={zones.map((value) => ({ value, label: value }))}
        />
      )}
      <p role="alert" className="field-error" hidden={!form.failure}>
        {form.failure}
      </p>
      <div>
        <Button disabled={!online || form.busy} onClick={() => void save()}>
          {t('calendar.save')}
        </Button>
      </div>
    </div>
  )
}
