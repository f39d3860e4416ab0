import { useT } from '#client/lib/i18n.ts'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { RefusedPerson } from '#shared/administration/people-file-rules.ts'
import type { PlannedRow } from './people-plan.ts'

/** Rows of a list that are shown at once. */
const shown = 20

/** Names every row that is not taken, with its field and why. */
export function RefusedPeople({ refused }: { refused: readonly RefusedPerson[] }) {
  const t = useT()
  return (
    <RowGroup heading={t('admin.file.refused')} limit={shown}>
      {refused.map(({ row, field, reason, value }) => (
        <Row
          key={`${row} ${reason}`}
          title={t('admin.file.row', { row })}
          detail={[t(`admin.file.reason.${reason}`), field && t(`admin.file.field.${field}`), value]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </RowGroup>
  )
}

/** Names everybody of the file, with what is done for them. */
export function PlannedPeople({ rows }: { rows: readonly PlannedRow[] }) {
  const t = useT()
  return (
    <RowGroup heading={t('admin.people')} limit={shown}>
      {rows.map(({ row, act }) => (
        <Row
          key={row.row}
          title={<PersonName name={row.name} />}
          name={row.name}
          detail={[t(`admin.file.act.${act}`), t(`admin.role.${row.role}`), row.team]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </RowGroup>
  )
}
