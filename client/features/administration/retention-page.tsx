import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { LegalHold, RetentionView } from '#shared/administration/retention-views.ts'
import { useRetention } from './data.ts'

/** Shows how long each kind of data is kept, and the legal holds that the reader is told of or administers. */
export function RetentionPage() {
  const t = useT()
  const query = useRetention()
  return (
    <DetailPage title={t('retention.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query} rows={8}>
        {(view) => <Found view={view} />}
      </Loaded>
    </DetailPage>
  )
}

function Found({ view: { periods, holds } }: { view: RetentionView }) {
  const t = useT()
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('retention.how')}</p>
      {holds.length === 0 && <EmptyState text={t('retention.holds.none')} />}
      <RowGroup heading={t('retention.holds')} limit={Number.POSITIVE_INFINITY}>
        {holds.map((hold) => (
          <Hold key={hold.holdId} hold={hold} />
        ))}
      </RowGroup>
      <RowGroup heading={t('retention.periods')} limit={Number.POSITIVE_INFINITY}>
        {periods.map(({ kind, by, days }) => (
          <Row
            key={kind}
            title={t(`retention.kind.${kind}`)}
            detail={by === 'reason' ? t('retention.by.reason') : t(`retention.by.${by}`, { days: days ?? 0 })}
          />
        ))}
      </RowGroup>
    </>
  )
}

function Hold({ hold: { person, team, fromOn, untilOn, ...hold } }: { hold: LegalHold }) {
  const t = useT()
  const { shortDate } = useFormat()
  const place = t('retention.hold.team', {
    name: team ?? '',
    from: fromOn ? shortDate(fromOn) : '',
    until: untilOn ? shortDate(untilOn) : '',
  })
  const state = hold.endedAt ? 'ended' : hold.overdue ? 'overdue' : 'open'
  const detail = t(`retention.hold.${state}`, {
    reason: hold.reason,
    day: shortDate(hold.endedAt ?? hold.reviewOn),
  })
  return (
    <Row
      title={person ? <PersonName name={person.name} /> : place}
      name={person?.name ?? place}
      detail={hold.notified ? detail : t('retention.hold.silent', { detail })}
    />
  )
}
