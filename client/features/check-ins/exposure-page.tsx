import './exposure.css'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { exposureFacts } from '#shared/check-ins/exposure-rules.ts'
import type { ExposureEntry, ExposureView } from '#shared/check-ins/exposure-views.ts'
import { BreakPrompt } from './break-prompt.tsx'
import { useExposure } from './data.ts'
import { BudgetBar, BudgetText } from './exposure-budget.tsx'
import { ExposureEntryForm } from './exposure-form.tsx'
import { CarePage } from './pages.tsx'

/** Minutes of difficult content by one's own word: today against the limit, a new entry, and what was entered before. */
export function ExposurePage() {
  const t = useT()
  const query = useExposure()
  return (
    <CarePage title={t('exposure.title')} asOf={query.dataUpdatedAt || undefined}>
      <BreakPrompt />
      <Loaded query={query}>{(view) => <Exposure view={view} />}</Loaded>
    </CarePage>
  )
}

function Exposure({ view }: { view: ExposureView }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { entries, budget, day } = view
  const facts = { ...exposureFacts(entries, { budget, day, now }), limit: budget.minutesPerDay }
  const days = [...new Set(entries.map((entry) => entry.day))]
  return (
    <>
      <div className="inset exposure-today">
        <p>
          <BudgetText {...facts} />
        </p>
        <BudgetBar {...facts} />
        <p className="text-label text-quiet">{t('exposure.only')}</p>
      </div>
      <ExposureEntryForm day={day} />
      {entries.length === 0 && <EmptyState text={t('exposure.empty')} />}
      {days.map((day) => (
        <RowGroup
          key={day}
          heading={t('exposure.entries', { day: format.relativeDay(day) })}
          limit={20}
          close
        >
          {entries
            .filter((entry) => entry.day === day)
            .map((entry) => (
              <EntryRow key={entry.entryId} entry={entry} />
            ))}
        </RowGroup>
      ))}
    </>
  )
}

function EntryRow({ entry: { entryId, harm, minutes, version } }: { entry: ExposureEntry }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const remove = () =>
    void enqueue(checkInsOnPhone.removeExposure, { input: { entryId }, base: version }).catch(() =>
      toast({ text: t('talk.failed') }),
    )
  return (
    <Row
      title={t(`exposure.harm.${harm}`)}
      detail={t('exposure.minutes.n', { n: minutes })}
      action={{ label: t('exposure.remove'), onSelect: remove }}
    />
  )
}
