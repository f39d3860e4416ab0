import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { RequestsView, RetentionRequest } from '#shared/administration/retention-views.ts'
import { useRequestState, useRequestTitle } from './request-labels.ts'
import { RequestSheet } from './request-sheet.tsx'

const groups = ['confirm', 'asked', 'open', 'earlier'] as const

function groupOf({ state, asker, bar }: RetentionRequest, me: string): (typeof groups)[number] {
  if (state === 'asked') return asker.personId === me || bar !== null ? 'asked' : 'confirm'
  return state === 'confirmed' || state === 'waits' ? 'open' : 'earlier'
}

type Props = {
  view: RequestsView
  chosen: string | undefined
  onChoose: (requestId: string | undefined) => unknown
}

/** Lists what administrators asked for: what waits for the reader or for another, what is confirmed and not done, and what was. */
export function RequestsPart({ view: { items, alone }, chosen, onChoose }: Props) {
  const t = useT()
  const me = useMe().person.personId
  const { online } = useWorkStatus()
  const title = useRequestTitle()
  const state = useRequestState()
  const request = items.find(({ requestId }) => requestId === chosen)
  return (
    <>
      <p className="inset inset-block text-label text-quiet">
        {t(alone ? 'retention.alone' : 'retention.requests.how')}
      </p>
      {!online && <output className="inset">{t('retention.offline')}</output>}
      {groups.map((group) => (
        <RowGroup key={group} heading={t(`retention.group.${group}`)} limit={group === 'earlier' ? 5 : 20}>
          {items
            .filter((item) => groupOf(item, me) === group)
            .map((item) => (
              <Row
                key={item.requestId}
                title={title(item)}
                detail={t('retention.request.by', { asker: item.asker.name, state: state(item) })}
                onOpen={() => onChoose(item.requestId)}
              />
            ))}
        </RowGroup>
      ))}
      {request && <RequestSheet request={request} onClose={() => onChoose(undefined)} />}
    </>
  )
}
