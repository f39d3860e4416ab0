import './exposure.css'
import FileUp from 'lucide-react/icons/file-up'
import Lock from 'lucide-react/icons/lock'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '#client/commands/check-ins-paths.ts'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { exposureFacts } from '#shared/check-ins/exposure-rules.ts'
import type { ExposureEntry, ExposureView } from '#shared/check-ins/exposure-views.ts'
import { BreakPrompt } from './break-prompt.tsx'
import { useExposure } from './data.ts'
import { BudgetBar, BudgetText } from './exposure-budget.tsx'
import { exposureCsv } from './exposure-csv.ts'
import { ExposureEntrySheet } from './exposure-form.tsx'
import { CarePage } from './pages.tsx'
import { WeekStrip } from './week-strip.tsx'

/** The person's own record of difficult content: today against the limit, a week by severity, and the entries of a day. */
export function ExposurePage() {
  const t = useT()
  const navigate = useNavigate()
  const query = useExposure()
  const [editing, setEditing] = useState<ExposureEntry | 'new'>()
  const [chosen, setChosen] = useState<string>()
  const { data } = query
  const entries = data?.entries ?? []
  const day = chosen ?? data?.day
  return (
    <CarePage
      title={t('exposure.title')}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        { label: t('exposure.import'), onSelect: () => void navigate(paths.exposureImport) },
        {
          label: t('exposure.download'),
          onSelect: () => download(`${t('exposure.download.file')}.csv`, exposureCsv(entries, t)),
          disabled: entries.length === 0,
        },
        {
          label: t('exposure.print'),
          onSelect: () => void navigate(paths.exposurePrint),
          disabled: entries.length === 0,
        },
      ]}
      dock={
        data && (
          <Dock>
            <Button onClick={() => setEditing('new')}>{t('exposure.add')}</Button>
          </Dock>
        )
      }
    >
      <BreakPrompt />
      <Loaded query={query}>
        {(view) => <Exposure view={view} day={day ?? view.day} onChoose={setChosen} onEdit={setEditing} />}
      </Loaded>
      {editing && data && (
        <ExposureEntrySheet
          today={data.day}
          shownDay={day ?? data.day}
          entry={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </CarePage>
  )
}

type Props = {
  view: ExposureView
  day: string
  onChoose: (day: string) => void
  onEdit: (entry: ExposureEntry) => void
}

function Exposure({ view, day, onChoose, onEdit }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { entries, budget, day: today, retentionDays } = view
  const facts = { ...exposureFacts(entries, { budget, day: today, now }), limit: budget.minutesPerDay }
  const ofDay = entries.filter((entry) => entry.day === day)
  return (
    <>
      <p className="inset exposure-only">
        <Icon icon={Lock} small />
        <span>{t('exposure.only')}</span>
      </p>
      <div className="inset exposure-today">
        <p>
          <BudgetText {...facts} />
        </p>
        <BudgetBar {...facts} />
      </div>
      <WeekStrip view={view} chosen={day} onChoose={onChoose} />
      {ofDay.length === 0 ? (
        <EmptyState text={t('exposure.empty', { day: format.relativeDay(day) })} />
      ) : (
        <RowGroup heading={format.relativeDay(day)} limit={20} close>
          {ofDay.map((entry) => (
            <EntryRow key={entry.entryId} entry={entry} onEdit={onEdit} />
          ))}
        </RowGroup>
      )}
      <ul className="exposure-more">
        <Row
          mark={<Icon icon={FileUp} />}
          title={t('exposure.import')}
          detail={t('exposure.import.hint')}
          to={paths.exposureImport}
        />
      </ul>
      <p className="inset inset-block text-label text-quiet">{t('exposure.kept', { n: retentionDays })}</p>
    </>
  )
}

function EntryRow({ entry, onEdit }: { entry: ExposureEntry } & Pick<Props, 'onEdit'>) {
  const t = useT()
  const { harm, minutes, severity, source } = entry
  return (
    <Row
      title={t(`exposure.harm.${harm}`)}
      detail={[
        t('exposure.minutes.n', { n: minutes }),
        severity && t('exposure.row.severity', { severity: t(`exposure.severity.${severity}`) }),
        t(`exposure.source.${source}`),
      ]
        .filter(Boolean)
        .join(' · ')}
      onOpen={() => onEdit(entry)}
    />
  )
}
