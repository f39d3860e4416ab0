import './rubric.css'
import { useT } from '#client/lib/i18n.ts'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { languages } from '#shared/rubrics/rules.ts'
import type { TextForm } from './rubric-form.ts'

type Props = {
  label: string
  limit: number
  value: TextForm
  onChange: (value: TextForm) => void
  long?: boolean
}

/** A text in both languages, side by side where there is room; the missing side says so. */
export function InBoth({ label, limit, value, onChange, long = false }: Props) {
  const t = useT()
  const isWritten = value.ko.trim() !== '' || value.en.trim() !== ''
  return (
    <div className="rubric-both">
      {languages.map((language) => {
        const missing = isWritten && value[language].trim() === ''
        const common = {
          label: t(`rubric.in.${language}`, { label }),
          lang: language,
          maxLength: limit,
          value: value[language],
          hint: missing ? t(`rubric.missing.${language}`) : undefined,
          onChange: (text: string) => onChange({ ...value, [language]: text }),
        }
        return long ? (
          <TextArea key={language} minRows={3} {...common} />
        ) : (
          <TextField key={language} autoComplete="off" {...common} />
        )
      })}
    </div>
  )
}
