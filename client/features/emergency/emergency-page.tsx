import { useNavigate, useParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { AccessRow } from './access-row.tsx'
import { AccessSheet } from './access-sheet.tsx'
import { useAccesses } from './data.ts'

/** Lists every emergency access that the reader may know of: what waits, what is open, and what was. */
export function EmergencyPage() {
  const t = useT()
  const query = useAccesses()
  return (
    <DetailPage title={t('emergency.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query} rows={4}>
        {({ items }) => <Found items={items} />}
      </Loaded>
    </DetailPage>
  )
}

const groups = ['confirm', 'asked', 'open', 'earlier'] as const

function groupOf({ state, mayConfirm }: EmergencyAccess): (typeof groups)[number] {
  if (mayConfirm) return 'confirm'
  return state === 'asked' || state === 'open' ? state : 'earlier'
}

function Found({ items }: { items: readonly EmergencyAccess[] }) {
  const t = useT()
  const navigate = useNavigate()
  const { accessId: named } = useParams()
  const open = (accessId?: string) => navigate(paths.emergency(accessId), { replace: true })
  const chosen = items.find(({ accessId }) => accessId === named)
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('emergency.how')}</p>
      {items.length === 0 && <EmptyState text={t('emergency.none')} />}
      {groups.map((group) => (
        <RowGroup key={group} heading={t(`emergency.group.${group}`)} limit={20}>
          {items
            .filter((item) => groupOf(item) === group)
            .map((item) => (
              <AccessRow key={item.accessId} access={item} onOpen={() => open(item.accessId)} />
            ))}
        </RowGroup>
      ))}
      {chosen && <AccessSheet access={chosen} onClose={() => open()} />}
    </>
  )
}
