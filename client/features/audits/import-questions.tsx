import './import.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import type { ImportFindings, ImportsView } from '#shared/audits/import-views.ts'
import type { ImportForm } from './import-form.ts'
import { asksOfPeople, ImportPeople } from './import-people.tsx'

type Props = {
  findings: ImportFindings
  policies: ImportsView['policies']
  form: ImportForm
  onChange: (form: ImportForm) => void
}

/** Asks what a file leaves open, each only where it does: the order of day and month, people, and policies that nobody knows. */
export function ImportQuestions({ findings, policies, form, onChange }: Props) {
  const t = useT()
  const { number } = useFormat()
  const { ambiguousDates, unknownPolicies } = findings
  const isOpen = unknownPolicies.some(({ word }) => form.policies[word] === undefined)
  const makeAll = () =>
    onChange({
      ...form,
      policies: { ...Object.fromEntries(unknownPolicies.map(({ word }) => [word, word])), ...form.policies },
    })
  if (!ambiguousDates && unknownPolicies.length === 0 && !asksOfPeople(findings, form)) return null
  return (
    <Part variant="heading" heading={t('import.questions')} aria-label={t('import.questions')}>
      {ambiguousDates && (
        <div>
          <Heading level={3} variant="label">
            {t('import.dayOrder', { example: ambiguousDates.example })}
          </Heading>
          <ChipGroup
            label={t('import.dayOrder', { example: ambiguousDates.example })}
            value={form.dayOrder}
            options={(['dmy', 'mdy'] as const).map((order) => ({
              value: order,
              label: t(`import.dayOrder.${order}`),
            }))}
            onChange={(dayOrder) => onChange({ ...form, dayOrder })}
          />
          <p className="text-label text-quiet">
            {t('import.rows', { n: ambiguousDates.rows, shown: number(ambiguousDates.rows) })}
          </p>
        </div>
      )}
      <ImportPeople findings={findings} form={form} onChange={onChange} />
      {unknownPolicies.length > 1 && isOpen && (
        <Button variant="secondary" onClick={makeAll}>
          {t('import.policy.makeAll', { n: unknownPolicies.length })}
        </Button>
      )}
      {unknownPolicies.map(({ word, rows }) => (
        <PolicyQuestion
          key={word}
          word={word}
          rows={rows}
          policies={policies}
          form={form}
          onChange={onChange}
        />
      ))}
    </Part>
  )
}

function PolicyQuestion({
  word,
  rows,
  policies,
  form,
  onChange,
}: Omit<Props, 'findings'> & { word: string; rows: number }) {
  const t = useT()
  const { number, locale } = useFormat()
  const options = [
    { value: word, label: t('import.policy.make', { word }) },
    ...policies
      .filter(({ code }) => code !== word)
      .map((policy) => ({
        value: policy.code,
        label: (locale === 'ko' ? policy.nameKo : policy.nameEn) ?? policy.code,
      })),
  ]
  return (
    <SelectField
      label={t('import.policy', { word })}
      hint={t('import.rows', { n: rows, shown: number(rows) })}
      placeholder={t('import.policy.choose')}
      value={form.policies[word] ?? ''}
      options={options}
      onChange={(code) => onChange({ ...form, policies: { ...form.policies, [word]: code } })}
    />
  )
}
