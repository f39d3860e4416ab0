import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { chainOn } from '#shared/escalations/chain-rules.ts'
import type { ChainView, TeamChain } from '#shared/escalations/chain-views.ts'
import { ChainCalendar } from './chain-calendar.tsx'
import { ChainSheet } from './chain-sheet.tsx'
import { useTurnText } from './chain-text.ts'

/** Shows who is called about severe escalations of a team that nobody acknowledges, and lets its leads and managers set it. */
export function ChainPage() {
  const t = useT()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const teams = new Map<string, Team>()
  for (const team of [...teamsLed(me), ...teamsManaged(me)]) teams.set(team.teamId, team)
  const team = teams.get(search.get('team') ?? '') ?? [...teams.values()][0]
  if (!team)
    return (
      <DetailPage title={t('onCall.title')} back={paths.me}>
        <ForbiddenState text={t('onCall.forbidden')} />
      </DetailPage>
    )
  const choice = teams.size > 1 && (
    <div className="inset inset-block">
      <SelectField
        label={t('onCall.team')}
        value={team.teamId}
        options={[...teams.values()].map(({ teamId, name }) => ({ value: teamId, label: name }))}
        onChange={(teamId) => setSearch({ team: teamId }, { replace: true })}
      />
    </div>
  )
  return <TeamChainPage key={team.teamId} teamId={team.teamId} choice={choice} />
}

function TeamChainPage({ teamId, choice }: { teamId: string; choice: React.ReactNode }) {
  const t = useT()
  const { online } = useWorkStatus()
  const [setting, setSetting] = useState(false)
  const query = useQuery(trpc.escalations.chain.queryOptions({ teamId }))
  return (
    <DetailPage
      title={t('onCall.title')}
      back={paths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        query.data && (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => setSetting(true)}>
              {t('onCall.set')}
            </Button>
          </Dock>
        )
      }
    >
      {choice}
      <Loaded query={query} rows={6} notFound={t('onCall.forbidden')}>
        {(chain) => (
          <>
            <div className="inset inset-block stack stack-close">
              <p className="text-label text-quiet">{t('onCall.how')}</p>
              {!online && <output>{t('onCall.offline')}</output>}
            </div>
            <Chains chain={chain} />
            <ChainCalendar chain={chain} online={online} />
            {setting && <ChainSheet chain={chain} onClose={() => setSetting(false)} />}
          </>
        )}
      </Loaded>
    </DetailPage>
  )
}

function Chains({ chain: { chains, today } }: { chain: TeamChain }) {
  const t = useT()
  const turn = useTurnText()
  const current = chainOn(chains, today)
  const others = chains.filter(({ number }) => number !== current?.number)
  return (
    <>
      <RowGroup heading={t('onCall.current')} limit={12} aside={current && <Starts chain={current} />}>
        {current?.steps.map((step, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            key={index}
            title={turn(step)}
            detail={[t('onCall.step', { n: index + 1 }), t('onCall.after', { n: step.minutes })].join(' · ')}
          />
        ))}
      </RowGroup>
      {current && current.severities.length > 0 && current.steps.length === 0 && (
        <p className="inset">{t('onCall.empty')}</p>
      )}
      {(!current || current.severities.length === 0) && <EmptyState text={t('onCall.none')} />}
      {current && <Version chain={current} />}
      <RowGroup heading={t('onCall.history')} limit={6}>
        {others.map((other) => (
          <Version key={other.number} chain={other} planned={other.startsOn > today} />
        ))}
      </RowGroup>
    </>
  )
}

function Starts({ chain: { severities } }: { chain: ChainView }) {
  const t = useT()
  return (
    <span className="text-label">{severities.map((level) => t(`esc.severity.${level}`)).join(' · ')}</span>
  )
}

/** When a chain holds from, how it goes on, and who set it. */
function Version({ chain, planned }: { chain: ChainView; planned?: boolean }) {
  const t = useT()
  const format = useFormat()
  const turn = useTurnText()
  const { startsOn, repeats, setBy, setAt, steps } = chain
  const from = t('onCall.from', { day: format.date(startsOn) })
  return (
    <Row
      as={planned === undefined ? 'div' : 'li'}
      size="middle"
      title={planned ? `${from} · ${t('onCall.planned')}` : from}
      detail={[
        planned === undefined ? t('onCall.repeats', { n: repeats }) : steps.map(turn).join(', '),
        t('ui.person', { name: setBy.name }),
        format.shortDate(setAt),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}
