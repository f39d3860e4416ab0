import './import.css'
import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { type ImportField, neededFields } from '#shared/audits/import-rules.ts'
import {
  exampleOf,
  type ImportForm,
  labelsOf,
  missingFields,
  otherFields,
  shownFields,
  withColumn,
} from './import-form.ts'

type Props = {
  form: ImportForm
  onChange: (form: ImportForm) => void
  /** Hears which field is being filled in. */
  onAsk: (field: ImportField) => void
}

/** More labels than this do not fit as chips. */
const chipLimit = 6

/** Which column is what, which label means a violation, and whether one bad row refuses the file. */
export function ImportColumns({ form, onChange, onAsk }: Props) {
  const t = useT()
  const missing = missingFields(form)
  const column = (field: ImportField) => (
    <ColumnField key={field} field={field} form={form} onChange={onChange} onAsk={onAsk} />
  )
  return (
    <Part variant="heading" heading={t('import.columns')} aria-label={t('import.columns')}>
      {form.isKept && <p className="text-label text-quiet">{t('import.columns.kept')}</p>}
      {shownFields.map(column)}
      <details className="import-more">
        <summary>{t('import.more')}</summary>
        <div className="stack">{otherFields.map(column)}</div>
      </details>
      {missing.length > 0 && (
        <p className="text-label">
          {t('import.columns.needed', {
            fields: missing.map((field) => t(`import.field.${field}`)).join(', '),
          })}
        </p>
      )}
      <Violating form={form} onChange={onChange} />
      <Switch
        label={t('import.strict')}
        hint={t('import.strict.hint')}
        checked={form.strict}
        onChange={(strict) => onChange({ ...form, strict })}
      />
    </Part>
  )
}

function ColumnField({ field, form, onChange, onAsk }: Props & { field: ImportField }) {
  const t = useT()
  const needed = neededFields.includes(field)
  const columns = form.preview.columns
    .filter((column) => column !== '')
    .map((column) => ({ value: column, label: column }))
  return (
    <SelectField
      label={t(`import.field.${field}`)}
      optional={!needed}
      hint={exampleOf(form, field)}
      value={form.mapping[field] ?? ''}
      onChange={(column) => onChange(withColumn(form, field, column))}
      onFocus={() => onAsk(field)}
      {...(needed
        ? { placeholder: t('import.columns.choose'), options: columns }
        : { options: [{ value: '', label: t('import.columns.none') }, ...columns] })}
    />
  )
}

function Violating({ form, onChange }: Omit<Props, 'onAsk'>) {
  const t = useT()
  const options = labelsOf(form.preview, form.mapping).map((label) => ({ value: label, label }))
  const choose = (violating: string) => onChange({ ...form, violating })
  if (options.length === 0) return null
  if (options.length > chipLimit)
    return (
      <SelectField
        label={t('import.violating')}
        hint={t('import.violating.hint')}
        placeholder={t('import.columns.choose')}
        value={form.violating}
        options={options}
        onChange={choose}
      />
    )
  return (
    <div>
      <Heading level={2} variant="label">
        {t('import.violating')}
      </Heading>
      <ChipGroup label={t('import.violating')} value={form.violating} options={options} onChange={choose} />
      <p className="text-label text-quiet">{t('import.violating.hint')}</p>
    </div>
  )
}
