import './ruling.css'
import { useId, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { SegmentPanel, Segments } from '#client/ui/segments.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { textLimit } from '#shared/rulings/rules.ts'

interface Field {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}
const languages = ['ko', 'en'] as const

/** Words in both languages: one at a time on a phone, side by side where there is room; a missing side says so. */
export function TextFields({ ko, en, hint }: { ko: Field; en: Field; hint: string }) {
  const t = useT()
  const id = useId()
  const { locale } = useFormat()
  const [language, setLanguage] = useState(locale)
  const hasRoom = useMedia(deskRoom)
  const hasKo = ko.value.trim() !== ''
  const hasEn = en.value.trim() !== ''
  // Before anything is written, nothing is missing yet.
  const missing = hasKo === hasEn ? undefined : hasKo ? 'en' : 'ko'
  const fields = { ko, en }
  const area = (each: (typeof languages)[number]) => (
    <TextArea
      key={each}
      label={t(`writeUp.text.${each}`)}
      hint={hint}
      lang={each}
      minRows={5}
      maxLength={textLimit}
      {...fields[each]}
      error={fields[each].error ?? (each === 'en' ? undefined : en.error)}
    />
  )
  return (
    <div className="stack">
      {hasRoom ? (
        <div className="ruling-columns">{languages.map(area)}</div>
      ) : (
        <>
          <Segments
            id={id}
            label={t('writeUp.language')}
            value={language}
            onChange={setLanguage}
            options={languages.map((each) => ({ value: each, label: t(`writeUp.text.${each}`) }))}
          />
          <SegmentPanel id={id} value={language}>
            {area(language)}
          </SegmentPanel>
        </>
      )}
      {missing && <p className="text-label text-quiet">{t(`writeUp.missing.${missing}`)}</p>}
    </div>
  )
}
