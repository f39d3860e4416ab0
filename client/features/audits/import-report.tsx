import './import.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import { refusalReasons } from '#shared/audits/import-rules.ts'
import type { ImportReport, Refusal } from '#shared/audits/import-views.ts'
import { scrollsSideways } from './import-file.tsx'

type Props = { report: ImportReport; strict: boolean }

/** Shows what became of the file: counts, why rows were refused, and which. */
export function ImportReportView({ report, strict }: Props) {
  const t = useT()
  const { number } = useFormat()
  const counts = (['read', 'added', 'unchanged', 'refused'] as const).map((key) => ({ key, n: report[key] }))
  return (
    <section className="stack">
      <output className="text-heading">{t(headline(report, strict))}</output>
      <DefinitionList variant="stacked" className="import-counts">
        {counts.map(({ key, n }) => (
          <Definition key={key} term={t(`import.count.${key}`)}>
            {number(n)}
          </Definition>
        ))}
      </DefinitionList>
      {report.refused > 0 && <Reasons report={report} />}
      {report.refusals.length > 0 && <Refusals report={report} />}
    </section>
  )
}

function headline({ dryRun, added, unchanged, refused }: ImportReport, strict: boolean) {
  if (strict && refused > 0) return 'import.refused.whole'
  if (dryRun) return 'import.checked'
  if (added > 0) return 'import.done'
  return unchanged > 0 && refused === 0 ? 'import.done.unchanged' : 'import.done.nothing'
}

function Reasons({ report }: { report: ImportReport }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <div>
      <Heading level={2} variant="label">
        {t('import.reasons')}
      </Heading>
      <ul>
        {refusalReasons.map((reason) => {
          const n = report.reasons[reason]
          return n ? (
            <li key={reason} className="import-reason">
              <span>{t(`import.reason.${reason}`)}</span>
              <strong>{number(n)}</strong>
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}

function Refusals({ report: { refusals, refused } }: { report: ImportReport }) {
  const t = useT()
  const value = ({ field, value: given }: Refusal) =>
    [field && t(`import.field.${field}`), given].filter(Boolean).join(': ')
  return (
    <Part
      {...scrollsSideways}
      heading={t('import.refusals')}
      gap="none"
      className="import-table"
      aria-label={t('import.refusals')}
    >
      {refusals.length < refused && (
        <p className="text-caption">{t('import.refusals.some', { shown: refusals.length, n: refused })}</p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.reason')}</th>
            <th scope="col">{t('import.value')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal) => (
            <tr key={`${refusal.row}-${refusal.reason}`}>
              <th scope="row">{refusal.row}</th>
              <td>{t(`import.reason.${refusal.reason}`)}</td>
              <td>{value(refusal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}
