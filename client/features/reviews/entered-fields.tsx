import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { EnteredForm } from './review-form.ts'

type Props = { value: EnteredForm; error: string | undefined; onChange: (part: Partial<EnteredForm>) => void }

/** A case that is not in the audit log: its number, and what is known of it. */
export function EnteredFields({ value, error, onChange }: Props) {
  const t = useT()
  return (
    <div className="stack">
      <TextField
        label={t('review.entered.reference')}
        error={error}
        maxLength={200}
        autoComplete="off"
        value={value.reference}
        onChange={(reference) => onChange({ reference })}
      />
      {(['policy', 'queue', 'language', 'decision'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`review.entered.${field}`)}
          optional
          maxLength={200}
          autoComplete="off"
          value={value[field]}
          onChange={(text) => onChange({ [field]: text })}
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
