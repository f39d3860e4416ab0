import { useLocation, useNavigate, useParams } from 'react-router'
import { paths } from '#client/commands/calibration-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { hasEnded } from '#shared/calibration/rules.ts'
import type { RoundSummary } from '#shared/calibration/views.ts'
import { useRounds } from './data.ts'
import { RatePage } from './rate-page.tsx'
import { RoundPage } from './round-page.tsx'

/** The rounds, or the one that the address names: its result, or its cases to rate. */
export function RoundsPage() {
  const { roundId } = useParams()
  const { pathname } = useLocation()
  if (roundId === undefined) return <RoundList />
  return pathname === paths.rate(roundId) ? (
    <RatePage key={roundId} roundId={roundId} />
  ) : (
    <RoundPage key={roundId} roundId={roundId} />
  )
}

const groups = ['own', 'open', 'ended'] as const
const groupOf = (round: RoundSummary): (typeof groups)[number] => {
  if (hasEnded(round)) return 'ended'
  return round.own === 'open' ? 'own' : 'open'
}

/** The rounds that the reader rates in or leads the team of: those that wait for them come first. */
function RoundList() {
  const t = useT()
  const query = useRounds()
  const [team] = teamsLed(useMe())
  const navigate = useNavigate()
  return (
    <DetailPage
      title={t('calibration.title')}
      back={team ? appPaths.team(team.teamId) : appPaths.me}
      asOf={query.dataUpdatedAt || undefined}
      more={
        team ? [{ label: t('round.import'), onSelect: () => navigate(paths.importRound(team.teamId)) }] : []
      }
      dock={
        team && (
          <Dock>
            <ButtonLink to={paths.newRound(team.teamId)}>{t('round.new')}</ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {({ rounds }) =>
          rounds.length === 0 ? (
            <EmptyState text={t(team ? 'round.none.lead' : 'round.none')} />
          ) : (
            groups.map((group) => (
              <RowGroup key={group} heading={t(`round.group.${group}`)} limit={10}>
                {rounds
                  .filter((round) => groupOf(round) === group)
                  .map((round) => (
                    <RoundRow key={round.roundId} round={round} />
                  ))}
              </RowGroup>
            ))
          )
        }
      </Loaded>
    </DetailPage>
  )
}

function RoundRow({ round }: { round: RoundSummary }) {
  const t = useT()
  const format = useFormat()
  const { cases, submitted, raters } = round
  return (
    <Row
      title={round.title}
      detail={[
        t('round.cases', { n: cases }),
        round.imported ? t('round.imported') : t('round.submitted', { n: submitted, of: raters }),
      ].join(' · ')}
      aside={
        <time className="text-caption">
          {hasEnded(round) ? format.shortDate(round.createdAt) : format.due(round.deadline)}
        </time>
      }
      to={paths.round(round.roundId)}
    />
  )
}
