import { useQuery } from '@tanstack/react-query'
import { paths } from '#client/commands/draws-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { draws } from '#shared/draws/contracts.ts'
import type { DrawSummary, GoldenView, VerifierError } from '#shared/draws/views.ts'
import { can } from '#shared/policy.ts'
import { useAskDraws, useDrawTexts } from './data.ts'
import { ErrorFigure } from './error-figure.tsx'

/** A team's draws, the reader's own error as a verifier, and their golden cases. */
export function TeamDrawsPage({ teamId }: { teamId: string }) {
  const t = useT()
  const query = useQuery(trpc.draws.team.queryOptions({ teamId }))
  const leads = can(actorOf(useMe()), 'draw.write', { teamId })
  return (
    <DetailPage
      title={t('draw.title')}
      back={leads ? appPaths.team(teamId) : appPaths.teamFigures(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        leads && (
          <Dock>
            <ButtonLink size="wide" to={paths.newDraw(teamId)}>
              {t('draw.new')}
            </ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {({ teamName, draws: made, verifiers, golden }) => (
          <>
            {made.length === 0 ? (
              <EmptyState text={t(leads ? 'draw.none' : 'draw.none.manager')} />
            ) : (
              <RowGroup heading={teamName} limit={8}>
                {made.map((draw) => (
                  <DrawRow key={draw.drawId} draw={draw} />
                ))}
              </RowGroup>
            )}
            <Verifiers verifiers={verifiers} leads={leads} />
            {leads && <GoldenCases golden={golden} />}
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

function DrawRow({ draw }: { draw: DrawSummary }) {
  const t = useT()
  const format = useFormat()
  const { method } = useDrawTexts()
  const { drawId, purpose, drawnBy, drawnAt, cases, verified } = draw
  const by = drawnBy && t('ui.person', { name: drawnBy.name })
  return (
    <Row
      title={`${t(`draw.purpose.${purpose}`)} · ${method(draw)}`}
      detail={[format.date(drawnAt), by].filter(Boolean).join(' · ')}
      aside={
        <span className="text-label">
          {verified === null ? t('draw.cases', { n: cases }) : format.xOfN(verified, cases)}
        </span>
      }
      to={paths.draw(drawId)}
    />
  )
}

function Verifiers({ verifiers, leads }: { verifiers: readonly VerifierError[]; leads: boolean }) {
  const t = useT()
  return (
    <Part heading={t(leads ? 'draw.own' : 'draw.verifiers')} className="inset inset-block hairline-top">
      <p className="text-label text-quiet">{t(leads ? 'draw.own.readers' : 'draw.verifiers.readers')}</p>
      {verifiers.length === 0 && <p>{t('draw.own.none')}</p>}
      {verifiers.map(({ verifier, golden, second }) => (
        <div key={verifier.personId} className="stack">
          {!leads && <strong>{t('ui.person', { name: verifier.name })}</strong>}
          <ErrorFigure label={t('draw.own.golden')} share={golden} />
          <ErrorFigure label={t('draw.own.second')} share={second} />
        </div>
      ))}
    </Part>
  )
}

function GoldenCases({ golden }: { golden: readonly GoldenView[] }) {
  const t = useT()
  if (golden.length === 0)
    return (
      <Part heading={t('draw.golden')} className="inset inset-block hairline-top">
        <p className="text-label text-quiet">{t('draw.golden.none')}</p>
      </Part>
    )
  return (
    <RowGroup heading={t('draw.golden')} limit={8}>
      {golden.map((item) => (
        <GoldenRow key={item.goldenId} item={item} />
      ))}
    </RowGroup>
  )
}

function GoldenRow({ item }: { item: GoldenView }) {
  const t = useT()
  const names = useNames()
  const ask = useAskDraws()
  const { goldenId, auditId, caseRef, policy, decision, state, policyVersion } = item
  const version = policyVersion && t('draw.golden.version', { version: policyVersion })
  return (
    <Row
      title={`${names.policy(policy)} · ${names.decision(decision)}`}
      detail={[caseRef, t(`draw.golden.${state}`), version].filter(Boolean).join(' · ')}
      to={appPaths.case(auditId)}
      aside={
        state === 'active' && (
          <Button variant="text" size="row" onClick={() => void ask(draws.retireGolden, { goldenId })}>
            {t('draw.golden.retire')}
          </Button>
        )
      }
    />
  )
}
