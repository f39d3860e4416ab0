import './exposure.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { ExposureView } from '#shared/check-ins/exposure-views.ts'
import { useExposure } from './data.ts'
import { CarePage } from './pages.tsx'

/** The record as a table for paper: everything that is kept, the oldest day first. */
export function ExposurePrintPage() {
  const t = useT()
  const query = useExposure()
  return (
    <CarePage
      title={t('exposure.title')}
      back={paths.exposure}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        query.data && (
          <Dock>
            <Button onClick={() => window.print()}>{t('exposure.print')}</Button>
          </Dock>
        )
      }
    >
      <Loaded query={query}>{(view) => <Printed view={view} />}</Loaded>
    </CarePage>
  )
}

function Printed({ view: { entries, day } }: { view: ExposureView }) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  if (entries.length === 0) return <EmptyState text={t('exposure.print.empty')} />
  const columns = ['date', 'minutes', 'kind', 'severity', 'source'] as const
  return (
    <div className="inset exposure-print">
      <p className="text-label text-quiet">
        {t('exposure.print.whose', { name: me.person.name, day: format.date(day) })}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`exposure.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.toReversed().map((entry) => (
            <tr key={entry.entryId}>
              <td>{format.shortDate(entry.day)}</td>
              <td>{format.number(entry.minutes)}</td>
              <td>{t(`exposure.harm.${entry.harm}`)}</td>
              <td>{entry.severity ? t(`exposure.severity.${entry.severity}`) : '–'}</td>
              <td>{t(`exposure.source.${entry.source}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
