import './import.css'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/switch.tsx'
import type { ImportFindings, WordCount } from '#shared/audits/import-views.ts'
import type { ImportForm } from './import-form.ts'

type Props = {
  findings: ImportFindings
  form: ImportForm
  onChange: (form: ImportForm) => void
}
type Asked = Pick<ImportFindings, 'unknownPeople' | 'newPeople' | 'earlierPeople'>

/** Returns whether the file names people who may be brought into the team. An answer stays in view. */
export const asksOfPeople = (
  { unknownPeople, newPeople, earlierPeople }: Asked,
  form: Pick<ImportForm, 'earlierDays'>,
): boolean => [...unknownPeople, ...newPeople, ...earlierPeople].length > 0 || form.earlierDays

/** Asks, with their names, whether unknown people are made, and whether rows of before somebody's first day are taken. */
export function ImportPeople({ findings, form, onChange }: Props) {
  const t = useT()
  const { unknownPeople, newPeople, earlierPeople } = findings
  const unknown = [...unknownPeople, ...newPeople]
  return (
    <>
      {unknown.length > 0 && (
        <div>
          <Switch
            label={t('import.people.make', { n: unknown.length })}
            hint={t('import.people.make.hint')}
            checked={form.makePeople}
            onChange={(makePeople) => onChange({ ...form, makePeople })}
          />
          <Names people={unknown} />
        </div>
      )}
      {(earlierPeople.length > 0 || form.earlierDays) && (
        <div>
          <Switch
            label={t('import.people.earlier')}
            hint={t('import.people.earlier.hint')}
            checked={form.earlierDays}
            onChange={(earlierDays) => onChange({ ...form, earlierDays })}
          />
          <Names people={earlierPeople} />
        </div>
      )}
    </>
  )
}

/** Names that are shown before the others are asked for. */
const shown = 3

/** The first names with their rows, then all of them. */
function Names({ people }: { people: readonly WordCount[] }) {
  const t = useT()
  const { number } = useFormat()
  const [all, setAll] = useState(false)
  if (people.length === 0) return null
  return (
    <>
      <ul>
        {(all ? people : people.slice(0, shown)).map(({ word, rows }) => (
          <li key={word} className="import-reason">
            <span>{word}</span>
            <strong>{t('import.rows', { n: rows, shown: number(rows) })}</strong>
          </li>
        ))}
      </ul>
      {!all && people.length > shown && (
        <Button variant="text" flush onClick={() => setAll(true)}>
          {t('import.people.all', { n: people.length })}
        </Button>
      )}
    </>
  )
}
