import './import.css'
import type { ReactNode } from 'react'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import { refusalReasons } from '#shared/audits/import-rules.ts'
import type { ImportReport, Refusal } from '#shared/audits/import-views.ts'
import { scrollsSideways } from './import-file.tsx'
import { ImportFindings } from './import-findings.tsx'

type Props = {
  report: ImportReport
  strict: boolean
  file: File
  /** Below the counts: what can be done about the file as a whole. */
  children?: ReactNode
}

/** Shows what became of the file: counts, why rows were refused and which, and what else it says. */
export function ImportReportView({ report, strict, file, children }: Props) {
  const t = useT()
  const { number } = useFormat()
  const counts = (['read', 'added', 'updated', 'unchanged', 'refused'] as const)
    .filter((key) => key !== 'updated' || report.updated > 0)
    .map((key) => ({ key, n: report[key] }))
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
      {report.machines > 0 && <p>{t('import.machines', { n: report.machines })}</p>}
      {children}
      {report.refused > 0 && <Reasons report={report} />}
      {report.refusals.length > 0 && <Refusals report={report} file={file} />}
      {report.dryRun && report.findings && <ImportFindings findings={report.findings} />}
    </section>
  )
}

function headline({ dryRun, added, updated, unchanged, refused }: ImportReport, strict: boolean) {
  if (strict && refused > 0) return 'import.refused.whole'
  if (dryRun) return 'import.checked'
  if (added + updated > 0) return 'import.done'
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

/** Rows of the table; the rest is in the download. */
const tabled = 100

function Refusals({ report: { refusals, refused }, file }: { report: ImportReport; file: File }) {
  const t = useT()
  const value = ({ field, value: given }: Refusal) =>
    [field && t(`import.field.${field}`), given].filter(Boolean).join(': ')
  const reasonOf = (refusal: Refusal) =>
    [t(`import.reason.${refusal.reason}`), value(refusal)].filter(Boolean).join(' · ')

  async function save() {
    const columns = [t('import.row'), t('import.reason')] as const
    const name = t('import.refused.file', { name: file.name.replace(/\.[^.]*$/, '') })
    const { refusedRows } = await import('./refused-rows.ts')
    download(name, await refusedRows(file, refusals, { columns, reasonOf }))
  }

  return (
    <Part
      {...scrollsSideways}
      heading={t('import.refusals')}
      gap="none"
      className="import-table"
      aria-label={t('import.refusals')}
    >
      {refused > tabled && (
        <p className="text-caption">
          {t('import.refusals.some', { shown: Math.min(tabled, refusals.length), n: refused })}
        </p>
      )}
      <Button variant="text" flush onClick={() => void save()}>
        {t('import.refused.download')}
      </Button>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.reason')}</th>
            <th scope="col">{t('import.value')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.slice(0, tabled).map((refusal) => (
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
