import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { leastDecisions, leastSeconds, readingDays } from '#shared/escalations/reading-rules.ts'
import { useOwnReadings } from './data.ts'

/** How the reader's own decisions came about: for them alone, and never beside anybody else's. */
export function OwnReadingsPage() {
  const t = useT()
  const format = useFormat()
  const query = useOwnReadings()
  return (
    <DetailPage title={t('readings.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {({ n, medianSeconds, unread }) => (
          <div className="inset inset-block stack">
            <p>{t('readings.private')}</p>
            {n === 0 ? (
              <EmptyState text={t('readings.none', { days: readingDays })} />
            ) : (
              <DefinitionList variant="stacked">
                <Definition term={t('readings.n', { days: readingDays })}>{format.number(n)}</Definition>
                <Definition term={t('readings.median')}>
                  {medianSeconds === null
                    ? t('readings.few', { n: leastDecisions })
                    : format.duration(medianSeconds * 1000)}
                </Definition>
                <Definition term={t('readings.unread')}>{format.xOfN(unread, n)}</Definition>
              </DefinitionList>
            )}
            <p className="text-label text-quiet">{t('readings.how', { seconds: leastSeconds })}</p>
          </div>
        )}
      </Loaded>
    </DetailPage>
  )
}
