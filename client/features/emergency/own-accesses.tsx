import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { RowGroup } from '#client/ui/row-group.tsx'
import { AccessRow } from './access-row.tsx'
import { AccessSheet } from './access-sheet.tsx'
import { useAccesses } from './data.ts'

/** Lists every emergency access to the reader's own record, with the reason and both names one tap away; nothing where there was none. */
export function OwnAccesses() {
  const t = useT()
  const me = useMe().person.personId
  const [chosen, setChosen] = useState<string>()
  const own = useAccesses().data?.items.filter(({ subject }) => subject.personId === me) ?? []
  const access = own.find(({ accessId }) => accessId === chosen)
  return (
    <>
      <RowGroup heading={t('emergency.own')} limit={20}>
        {own.map((item) => (
          <AccessRow key={item.accessId} access={item} onOpen={() => setChosen(item.accessId)} />
        ))}
      </RowGroup>
      {access && <AccessSheet access={access} onClose={() => setChosen(undefined)} />}
    </>
  )
}
