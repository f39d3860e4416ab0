import Megaphone from 'lucide-react/icons/megaphone'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { paths as escalationPaths } from '#client/commands/escalations-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import type { EscalationRow } from '#shared/escalations/views.ts'
import { isPartner, useEscalations } from './data.ts'
import { EscalationRowItem } from './escalation-row.tsx'
import { LazyApprovalSheet } from './lazy-approval-sheet.tsx'

type Scope = ListInput['scope']
type State = ListInput['state']
const states: readonly State[] = ['open', 'closed']

/**
 * Lists what was raised, held or watched by the reader, what their teams have, and both; for a partner what was
 * passed to them.
 */
export function EscalationsPage() {
  const t = useT()
  const navigate = useNavigate()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const inbox = isPartner(me) && me.teams.length === 0
  const staff = teamsLed(me).length > 0 || teamsManaged(me).length > 0
  const wide = staff || (isPartner(me) && !inbox)
  const scopes: readonly Scope[] = inbox ? ['team'] : wide ? ['mine', 'team', 'all'] : ['mine']
  const scope = scopes.find((scope) => scope === search.get('of')) ?? scopes[0] ?? 'mine'
  const state = states.find((state) => state === search.get('state')) ?? 'open'
  const show = (next: { of?: Scope; state?: State }) =>
    setSearch({ of: scope, state, ...next }, { replace: true })
  const query = useEscalations({ scope, state })
  const list = (
    <Loaded query={query} rows={6}>
      {(rows) => (
        <List
          rows={rows}
          empty={inbox || (scope === 'team' && !staff) ? 'inbox' : scope}
          state={state}
          more={query}
        />
      )}
    </Loaded>
  )
  return (
    <TabPage
      title={t(inbox ? 'tab.inbox' : 'tab.escalations')}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        !inbox && (
          <Dock>
            <Button icon={Megaphone} onClick={() => navigate(paths.raise())}>
              {t('raise.title')}
            </Button>
          </Dock>
        )
      }
    >
      {scopes.length > 1 && (
        <Segments
          id="escalations"
          label={t('esc.scope')}
          value={scope}
          onChange={(next) => show({ of: next })}
          options={scopes.map((value) => ({
            value,
            label: t(value === 'team' && !staff ? 'esc.scope.routed' : `esc.scope.${value}`),
          }))}
        />
      )}
      {wide && <BoardLink />}
      <div className="inset">
        <ChipGroup
          label={t('esc.state')}
          value={state}
          onChange={(next) => show({ state: next })}
          options={states.map((value) => ({ value, label: t(`esc.state.${value}`) }))}
        />
      </div>
      {scopes.length > 1 ? (
        <SegmentPanel id="escalations" value={scope}>
          {list}
        </SegmentPanel>
      ) : (
        list
      )}
    </TabPage>
  )
}

/** Only where there is room for columns. */
function BoardLink() {
  const t = useT()
  if (!useMedia(deskRoom)) return null
  return (
    <div className="inset">
      <ButtonLink variant="text" size="row" to={escalationPaths.board}>
        {t('board.open')}
      </ButtonLink>
    </div>
  )
}

type ListProps = {
  rows: readonly EscalationRow[]
  empty: Scope | 'inbox'
  state: State
  more: Pick<ReturnType<typeof useEscalations>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
}

function List({ rows, empty, state, more }: ListProps) {
  const t = useT()
  const now = useNow()
  const [deciding, setDeciding] = useState<string>()
  if (rows.length === 0)
    return <EmptyState text={state === 'closed' ? t('esc.empty.closed') : t(`esc.empty.${empty}`)} />
  return (
    <>
      <ul className="hairline-top">
        {rows.map((row) => (
          <EscalationRowItem
            key={row.escalationId}
            row={row}
            now={now}
            onDecide={() => setDeciding(row.escalationId)}
          />
        ))}
      </ul>
      {more.hasNextPage && (
        <button
          type="button"
          className="row-group-all"
          disabled={more.isFetchingNextPage}
          onClick={() => void more.fetchNextPage()}
        >
          {t('esc.more')}
        </button>
      )}
      <LazyApprovalSheet escalationId={deciding} onClose={() => setDeciding(undefined)} />
    </>
  )
}
