import './calibration.css'
import { useState } from 'react'
import { paths } from '#client/commands/calibration-paths.ts'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { MovedFrom } from '#client/ui/moved-from.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Span } from '#client/ui/span.tsx'
import { calibration } from '#shared/calibration/contracts.ts'
import { hasEnded } from '#shared/calibration/rules.ts'
import type { RoundView } from '#shared/calibration/views.ts'
import { can } from '#shared/policy.ts'
import { policyOf, useAskCalibration, useRound } from './data.ts'
import { csvOf } from './export.ts'
import { ResultParts } from './result-parts.tsx'

/** One round: how far it is, and its result once the reader may know what others gave. */
export function RoundPage({ roundId }: { roundId: string }) {
  const t = useT()
  const me = useMe()
  const query = useRound(roundId)
  const [closing, setClosing] = useState(false)
  const { online } = useWorkStatus()
  const round = query.data
  const isLead = round !== undefined && can(actorOf(me), 'calibration.lead', { teamId: round.teamId })
  const isOpen = round !== undefined && !hasEnded(round)
  const more = [
    ...(round?.result
      ? [{ label: t('round.export'), onSelect: () => download(`${round.title}.csv`, csvOf(round)) }]
      : []),
    ...(isLead && round.closedAt === null
      ? [{ label: t('round.close'), onSelect: () => setClosing(true), disabled: !online }]
      : []),
  ]
  return (
    <DetailPage
      title={t('calibration.title')}
      back={paths.rounds}
      asOf={query.dataUpdatedAt || undefined}
      more={more}
      dock={
        isOpen &&
        round.own === 'open' && (
          <Dock>
            <ButtonLink to={paths.rate(roundId)}>{t('round.rate')}</ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('round.gone')}>
        {(data) => (
          <>
            <RoundHead round={data} isLead={isLead} />
            {data.result ? (
              <ResultParts round={data} result={data.result} isLead={isLead} />
            ) : (
              <p className="inset text-label text-quiet">
                {t(data.own === 'open' ? 'round.blind' : 'round.blind.lead')}
              </p>
            )}
            {isLead && !hasEnded(data) && <Raters round={data} />}
          </>
        )}
      </Loaded>
      {closing && round && <CloseSheet round={round} onClose={() => setClosing(false)} />}
    </DetailPage>
  )
}

function RoundHead({ round, isLead }: { round: RoundView; isLead: boolean }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { submitted, raters, deadline, own } = round
  const isLate = Date.parse(deadline) < Date.now()
  const missing = raters - submitted
  const versioned = round.items.filter(({ policyVersion }) => policyVersion)
  const policies = new Set(versioned.flatMap((item) => policyOf(item, { t, names }) ?? []))
  return (
    <header className="inset calibration-head">
      <Heading level={2} variant="heading">
        {round.title}
      </Heading>
      <p className="text-label text-quiet">
        {[
          t('round.cases', { n: round.cases }),
          round.leftOut ? t('round.leftOut', { n: round.leftOut }) : undefined,
          round.imported
            ? t('round.imported')
            : round.closedAt
              ? t('round.closed', { day: format.shortDate(round.closedAt) })
              : t(isLate ? 'round.deadline.past' : 'round.deadline', { time: format.due(deadline) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {policies.size > 0 && (
        <p className="text-label text-quiet">{t('round.policies', { policies: [...policies].join(', ') })}</p>
      )}
      {round.imported && <MovedFrom entityId={round.roundId} />}
      <Span size="thin" range={[0, submitted / raters]} />
      <p className="text-label" aria-live="polite">
        {t('round.submitted', { n: submitted, of: raters })}
        {own === 'submitted' && !round.imported && ` · ${t('round.own.submitted')}`}
      </p>
      {missing > 0 && (isLate || round.closedAt !== null) && (
        <p className="text-label">{t('round.missing', { n: missing })}</p>
      )}
      {missing > 0 && round.closedAt !== null && isLead && (
        <p className="text-label">
          {t('round.missing.names', {
            names: round.people
              .filter(({ submittedAt }) => submittedAt === null)
              .map(({ name }) => name)
              .join(', '),
          })}
        </p>
      )}
      <SyncLine entity={round.roundId} edit={paths.rate(round.roundId)} />
    </header>
  )
}

/** Lists for the lead who has submitted, with one tap that reminds the others. */
function Raters({ round }: { round: RoundView }) {
  const t = useT()
  const format = useFormat()
  const { ask, busy } = useAskCalibration()
  const { online } = useWorkStatus()
  return (
    <RowGroup
      heading={t('round.raters')}
      limit={20}
      aside={
        <Button
          variant="text"
          size="row"
          flush
          disabled={busy || !online}
          onClick={() =>
            void ask((now) => now(calibration.remind, { roundId: round.roundId }), t('round.reminded'))
          }
        >
          {t('round.remind')}
        </Button>
      }
      lead={
        round.remindedAt && (
          <p className="inset text-label text-quiet">
            {t('round.remind.last', { time: format.ago(round.remindedAt) })}
          </p>
        )
      }
    >
      {round.people.map(({ personId, name, submittedAt, late }) => (
        <Row
          key={personId}
          size="short"
          title={t('round.person', { name })}
          aside={
            <span className="text-label text-quiet">
              {submittedAt === null
                ? t('round.rater.open')
                : t(late ? 'round.rater.late' : 'round.rater.submitted')}
            </span>
          }
        />
      ))}
    </RowGroup>
  )
}

/** Asks once before no more ratings are taken. */
function CloseSheet({ round, onClose }: { round: RoundView; onClose: () => void }) {
  const t = useT()
  const { ask, busy } = useAskCalibration()
  const missing = round.raters - round.submitted
  const close = async () => {
    const asked = await ask(
      (now) => now(calibration.close, { roundId: round.roundId }),
      t('round.close.done'),
    )
    if (asked) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('round.close')}
      footer={
        <Button size="wide" disabled={busy} onClick={() => void close()}>
          {t('round.close')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('round.close.what')}</p>
        {missing > 0 && <p>{t('round.close.missing', { n: missing })}</p>}
      </div>
    </Sheet>
  )
}
