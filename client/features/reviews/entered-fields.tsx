import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { TermKind } from '#shared/audits/name-rules.ts'
import { useKnownCodes } from './known-codes.ts'
import type { EnteredForm, ReviewField } from './review-form.ts'

type Props = {
  value: EnteredForm
  errorAt: (field: ReviewField) => string | undefined
  onChange: (part: Partial<EnteredForm>) => void
}

/** A case that is not in the audit log: its number, and what is known of it. */
export function EnteredFields({ value, errorAt, onChange }: Props) {
  const t = useT()
  return (
    <div className="stack">
      <TextField
        label={t('review.entered.reference')}
        error={errorAt('entered.reference')}
        maxLength={200}
        autoComplete="off"
        value={value.reference}
        onChange={(reference) => onChange({ reference })}
      />
      {(['policy', 'queue', 'language', 'decision'] as const).map((field) => (
        <TermField
          key={field}
          kind={field}
          error={field === 'policy' ? errorAt('entered.policy') : undefined}
          value={value[field]}
          onChange={(code) => onChange({ [field]: code })}
        />
      ))}
      <div>
        <Label aria-hidden>{t('review.entered.isCorrect')}</Label>
        <ChipGroup
          label={t('review.entered.isCorrect')}
          value={value.isCorrect}
          onChange={(isCorrect) => onChange({ isCorrect })}
          options={(['yes', 'no', 'unknown'] as const).map((choice) => ({
            value: choice,
            label: t(`review.entered.${choice}`),
          }))}
        />
      </div>
    </div>
  )
}

/** Stands for a word that is not in the list; no code is empty but for a blank. */
const other = ' '

type TermProps = {
  kind: TermKind
  value: string
  error: string | undefined
  onChange: (code: string) => void
}

/** One of the words that the records have, by its name, or another one; where none is known yet it is typed. */
function TermField({ kind, value, error, onChange }: TermProps) {
  const t = useT()
  const codes = useKnownCodes(kind)
  const names = useNames()
  const [isOther, setOther] = useState(value !== '')
  const label = t(`review.entered.${kind}`)
  const isKnown = codes.includes(value)
  const typed = codes.length === 0 || (isOther && !isKnown)
  const text = {
    ...{
      value,
      onChange,
      error,
      optional: error === undefined,
      maxLength: 200,
      autoComplete: 'off' as const,
    },
  }
  if (codes.length === 0) return <TextField label={label} {...text} />
  return (
    <>
      <SelectField
        label={label}
        optional={error === undefined}
        error={typed ? undefined : error}
        placeholder={t('review.entered.choose')}
        value={typed ? other : value}
        onChange={(code) => {
          setOther(code === other)
          onChange(code === other ? '' : code)
        }}
        options={[
          ...codes.map((code) => ({ value: code, label: names[kind](code) })),
          { value: other, label: t('review.entered.other') },
        ]}
      />
      {typed && (
        <TextField
          {...text}
          label={
            kind === 'policy' ? t('review.entered.newPolicy') : t('review.entered.otherIs', { field: label })
          }
          hint={kind === 'policy' ? t('review.entered.newPolicy.hint') : undefined}
        />
      )}
    </>
  )
}
