import './rubric.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Row } from '#client/ui/row.tsx'
import { Span } from '#client/ui/span.tsx'
import { languages, translated } from '#shared/rubrics/rules.ts'
import { useCriterionFacts } from './criterion-facts.tsx'
import { readWeight, type SectionForm, type TextForm } from './rubric-form.ts'
import { InBoth } from './text-fields.tsx'

type Props = {
  sections: readonly SectionForm[]
  opened: string | undefined
  onOpen: (criterionId: string) => void
  /** Absent where there is no room for more. */
  onAdd: ((sectionId: string) => void) | undefined
  onTitle: (sectionId: string, title: TextForm) => void
}

/** Sections and their criteria, each with its share of all weights as a bar. */
export function CriterionList({ sections, opened, onOpen, onAdd, onTitle }: Props) {
  const t = useT()
  const { locale } = useFormat()
  const facts = useCriterionFacts()
  const weights = sections.flatMap(({ criteria }) => criteria.map(({ weight }) => readWeight(weight) || 0))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sections.map(({ sectionId, title, criteria }) => (
    <section key={sectionId} className="stack">
      <InBoth
        label={t('rubric.section')}
        limit={100}
        value={title}
        onChange={(value) => onTitle(sectionId, value)}
      />
      <ul className="rubric-rows">
        {criteria.map((criterion) => {
          const share = sum > 0 ? (readWeight(criterion.weight) || 0) / sum : 0
          const { ko, en } = criterion.label
          const { text } = translated({ ko: ko.trim() || null, en: en.trim() || null }, locale)
          const missing =
            text === '' ? undefined : languages.find((language) => criterion.label[language].trim() === '')
          return (
            <Row
              key={criterion.criterionId}
              title={text || t('rubric.unlabelled')}
              detail={facts({ ...criterion, critical: criterion.critical || null }, share)}
              foot={
                <>
                  <Span range={[0, share]} size="thin" />
                  {missing && <span className="rubric-missing">{t(`rubric.missing.${missing}`)}</span>}
                </>
              }
              aside={opened === criterion.criterionId ? <span className="rubric-open" /> : undefined}
              onOpen={() => onOpen(criterion.criterionId)}
            />
          )
        })}
      </ul>
      {onAdd && (
        <Button variant="text" flush onClick={() => onAdd(sectionId)}>
          {t('rubric.addCriterion')}
        </Button>
      )}
    </section>
  ))
}
