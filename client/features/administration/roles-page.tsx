import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { GivenView, MoveView, RolesView, WaitingView } from '#shared/administration/views.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useMoves, useRoles } from './data.ts'
import { ConfirmedMoves, WaitingMoves } from './move-rows.tsx'
import { useRoleName } from './role-labels.ts'

/** Lists the roles and moves that the reader can confirm, and who gave and confirmed those of their teams. */
export function RolesPage() {
  const t = useT()
  const query = useRoles()
  const moves = useMoves()
  return (
    <DetailPage title={t('roles.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query} rows={6}>
        {(view) => <Found view={view} moves={moves.data?.waiting ?? []} />}
      </Loaded>
      {isSettled(query) && (
        <Loaded query={moves} rows={2}>
          {({ confirmed }) => <ConfirmedMoves moves={confirmed} />}
        </Loaded>
      )}
    </DetailPage>
  )
}

type FoundProps = { view: RolesView; moves: readonly MoveView[] }

function Found({ view: { waiting, given }, moves }: FoundProps) {
  const t = useT()
  const { online } = useWorkStatus()
  const label = useRoleName()
  const [chosen, setChosen] = useState<WaitingView>()
  const what = ({ kind, roles }: WaitingView) => {
    if (kind === 'address') return t('roles.address')
    const names = roles.map(label).join(', ')
    return kind === 'role' ? names : t('roles.invitation', { names: names || t('admin.noRole') })
  }
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('roles.how')}</p>
      {waiting.length > 0 && !online && <output className="inset">{t('admin.offline')}</output>}
      <RowGroup heading={t('roles.waiting')} limit={Number.POSITIVE_INFINITY}>
        {waiting.map((item) => (
          <Row
            key={`${item.kind} ${item.id}`}
            title={<PersonName name={item.person.name} />}
            name={item.person.name}
            detail={what(item)}
            {...(online ? { action: { label: t('roles.confirm'), onSelect: () => setChosen(item) } } : {})}
          />
        ))}
      </RowGroup>
      <WaitingMoves moves={moves} />
      {given.length === 0 && waiting.length === 0 && moves.length === 0 && (
        <EmptyState text={t('roles.none')} />
      )}
      <RowGroup heading={t('roles.given')} limit={Number.POSITIVE_INFINITY}>
        {given.map((item) => (
          <Given key={item.membershipId} item={item} />
        ))}
      </RowGroup>
      {chosen && <ConfirmSheet item={chosen} what={what(chosen)} onClose={() => setChosen(undefined)} />}
    </>
  )
}

function Given({ item }: { item: GivenView }) {
  const t = useT()
  const { shortDate } = useFormat()
  const label = useRoleName()
  const giver = item.giver?.name
  const confirmer = item.confirmer?.name
  const day = shortDate(item.at)
  return (
    <Row
      title={<PersonName name={item.person.name} />}
      name={item.person.name}
      detail={`${label(item)} · ${
        giver && confirmer ? t('roles.by', { giver, confirmer, day }) : t('roles.byServer', { day })
      }`}
    />
  )
}
