import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { administers, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row, type RowProps } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { LegalHold, RetentionView } from '#shared/administration/retention-views.ts'
import { type RetentionKind, settableKinds } from '#shared/core/retention-rules.ts'
import { useRequests, useRetention, useStructure } from './data.ts'
import { HoldEndSheet } from './hold-end-sheet.tsx'
import { HoldSheet } from './hold-sheet.tsx'
import { PeriodSheet } from './period-sheet.tsx'
import { RequestsPart } from './requests-part.tsx'

/** Shows how long each kind of data is kept, and the legal holds that the reader is told of; administrators change both here. */
export function RetentionPage() {
  return administers(useMe()) ? <AdministeredPage /> : <ReadPage />
}

function ReadPage() {
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

type OpenSheet =
  | { kind: 'place' }
  | { kind: 'end'; hold: LegalHold }
  | { kind: 'period'; subject: RetentionKind; days: number }

function AdministeredPage() {
  const t = useT()
  const { online } = useWorkStatus()
  const query = useRetention()
  const requests = useRequests()
  const structure = useStructure()
  const navigate = useNavigate()
  const { requestId } = useParams()
  const [sheet, setSheet] = useState<OpenSheet>()
  const close = () => setSheet(undefined)
  const choose = (request: string | undefined) =>
    navigate(request ? ownPaths.request(request) : ownPaths.retention, { replace: true })
  const asked = (request: string) => {
    close()
    void choose(request)
  }
  const mayAsk = online && requests.data?.alone === false
  return (
    <DetailPage
      title={t('retention.title')}
      back={paths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        <Dock>
          <Button
            size="wide"
            disabled={!online || !structure.data}
            onClick={() => setSheet({ kind: 'place' })}
          >
            {t('retention.hold.place')}
          </Button>
        </Dock>
      }
    >
      <Loaded query={requests} rows={2}>
        {(view) => <RequestsPart view={view} chosen={requestId} onChoose={choose} />}
      </Loaded>
      {isSettled(requests) && (
        <Loaded query={query} rows={8}>
          {(view) => (
            <Found
              view={view}
              {...(mayAsk
                ? {
                    onEnd: (hold) => setSheet({ kind: 'end', hold }),
                    onChange: (subject, days) => setSheet({ kind: 'period', subject, days }),
                  }
                : {})}
            />
          )}
        </Loaded>
      )}
      {sheet?.kind === 'place' && structure.data && <HoldSheet structure={structure.data} onClose={close} />}
      {sheet?.kind === 'end' && <HoldEndSheet hold={sheet.hold} onAsked={asked} onClose={close} />}
      {sheet?.kind === 'period' && (
        <PeriodSheet kind={sheet.subject} days={sheet.days} onAsked={asked} onClose={close} />
      )}
    </DetailPage>
  )
}

type FoundProps = {
  view: RetentionView
  onEnd?: (hold: LegalHold) => void
  onChange?: (kind: RetentionKind, days: number) => void
}

function Found({ view: { periods, holds }, onEnd, onChange }: FoundProps) {
  const t = useT()
  const ending = (hold: LegalHold): RowProps['action'] =>
    onEnd && hold.endedAt === null && !hold.concernsReader
      ? { label: t('retention.hold.end'), onSelect: () => onEnd(hold) }
      : undefined
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('retention.how')}</p>
      {holds.length === 0 && <EmptyState text={t('retention.holds.none')} />}
      <RowGroup heading={t('retention.holds')} limit={Number.POSITIVE_INFINITY}>
        {holds.map((hold) => (
          <Hold key={hold.holdId} hold={hold} action={ending(hold)} />
        ))}
      </RowGroup>
      <RowGroup heading={t('retention.periods')} limit={Number.POSITIVE_INFINITY}>
        {periods.map(({ kind, by, days }) => (
          <Row
            key={kind}
            title={t(`retention.kind.${kind}`)}
            detail={by === 'reason' ? t('retention.by.reason') : t(`retention.by.${by}`, { days: days ?? 0 })}
            {...(onChange && days !== null && settableKinds.includes(kind)
              ? { action: { label: t('retention.change'), onSelect: () => onChange(kind, days) } }
              : {})}
          />
        ))}
      </RowGroup>
    </>
  )
}

type HoldProps = { hold: LegalHold; action: RowProps['action'] }

function Hold({ hold: { person, team, fromOn, untilOn, ...hold }, action }: HoldProps) {
  const t = useT()
  const { shortDate } = useFormat()
  const place = t('retention.hold.team', {
    name: team ?? '',
    from: fromOn ? shortDate(fromOn) : '',
    until: untilOn ? shortDate(untilOn) : '',
  })
  const state = hold.endedAt ? 'ended' : hold.overdue ? 'overdue' : 'open'
  const isAdministrator = administers(useMe())
  const details = [
    t(`retention.hold.${state}`, { reason: hold.reason, day: shortDate(hold.endedAt ?? hold.reviewOn) }),
    !hold.notified && t('retention.hold.silent'),
    isAdministrator && hold.concernsReader && state !== 'ended' && t('retention.hold.own'),
  ]
  return (
    <Row
      title={person ? <PersonName name={person.name} /> : place}
      name={person?.name ?? place}
      detail={details.filter(Boolean).join(' · ')}
      action={action}
    />
  )
}
