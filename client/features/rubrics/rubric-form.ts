import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type SaveRubricInput, saveRubricInput } from '#shared/rubrics/contracts.ts'
import { type CriticalKind, type Scale, weightLimit } from '#shared/rubrics/rules.ts'
import type { RubricContent, Translated } from '#shared/rubrics/views.ts'

/** A text as it is typed in both languages; empty where it is missing. */
export type TextForm = { ko: string; en: string }
export type CriterionForm = {
  criterionId: string
  label: TextForm
  guidance: TextForm
  /** As it is typed. */
  weight: string
  scale: Scale
  mayNotApply: boolean
  critical: CriticalKind | ''
}
export type SectionForm = { sectionId: string; title: TextForm; criteria: CriterionForm[] }

/** A rubric as it is written. */
export type RubricForm = {
  versionId: string
  rubricId: string
  /** The id of the command that will send it: a second tap is the same writing. */
  commandId: string
  base: number | null
  name: TextForm
  sections: SectionForm[]
}

type NewId = () => string
const noText = (): TextForm => ({ ko: '', en: '' })

export const newCriterion = (newId: NewId): CriterionForm => ({
  criterionId: newId(),
  label: noText(),
  guidance: noText(),
  weight: '10',
  scale: 'three',
  mayNotApply: true,
  critical: '',
})
export const newSection = (newId: NewId): SectionForm => ({
  sectionId: newId(),
  title: noText(),
  criteria: [newCriterion(newId)],
})
export const newRubricForm = (newId: NewId): RubricForm => ({
  versionId: newId(),
  rubricId: newId(),
  commandId: newId(),
  base: null,
  name: noText(),
  sections: [newSection(newId)],
})

const typed = ({ ko, en }: Translated): TextForm => ({ ko: ko ?? '', en: en ?? '' })

/** Returns the form of a version that is there; ids and base are the writer's to choose. */
export const formOf = (
  content: RubricContent,
  ids: Pick<RubricForm, 'versionId' | 'rubricId' | 'commandId' | 'base'>,
): RubricForm => ({
  ...ids,
  name: typed(content.name),
  sections: content.sections.map(({ sectionId, title, criteria }) => ({
    sectionId,
    title: typed(title),
    criteria: criteria.map((criterion) => ({
      ...criterion,
      label: typed(criterion.label),
      guidance: typed(criterion.guidance),
      weight: String(criterion.weight),
      critical: criterion.critical ?? '',
    })),
  })),
})

const isBlank = ({ ko, en }: TextForm) => ko.trim() === '' && en.trim() === ''

export const isEmpty = ({ name, sections }: RubricForm): boolean =>
  isBlank(name) &&
  sections.every(({ title, criteria }) => isBlank(title) && criteria.every(({ label }) => isBlank(label)))

/** Tells a form of this release from a draft of another one. */
export function isRubricForm(value: unknown): value is RubricForm {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['versionId', 'rubricId', 'commandId', 'base', 'name', 'sections'].every((key) =>
      Object.hasOwn(value, key),
    ) &&
    Array.isArray(Reflect.get(value, 'sections'))
  )
}

/** Reads a typed weight; NaN where it is none. */
export function readWeight(weight: string): number {
  const text = weight.trim().replace(',', '.')
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN
  return value > 0 && value <= weightLimit ? value : Number.NaN
}

/** Returns the first criterion whose weight is none. */
export const withoutWeight = ({ sections }: Pick<RubricForm, 'sections'>): CriterionForm | undefined =>
  sections.flatMap(({ criteria }) => criteria).find(({ weight }) => Number.isNaN(readWeight(weight)))

const written = ({ ko, en }: TextForm): Translated => ({ ko: ko.trim() || null, en: en.trim() || null })

export const fieldOf = fieldsNamed(['name', 'sections'])
export type RubricField = NonNullable<ReturnType<typeof fieldOf>>

/** Reads the form as the input of rubrics.save; a draft may still miss what publishing asks for. */
export function readRubric(form: RubricForm, teamId: string): Reading<RubricField, SaveRubricInput> {
  const content = {
    name: written(form.name),
    sections: form.sections.map(({ sectionId, title, criteria }) => ({
      sectionId,
      title: written(title),
      criteria: criteria.map((criterion) => ({
        ...criterion,
        label: written(criterion.label),
        guidance: written(criterion.guidance),
        weight: readWeight(criterion.weight),
        critical: criterion.critical || null,
      })),
    })),
  }
  const sent = { versionId: form.versionId, rubricId: form.rubricId, teamId, content }
  return readWith(saveRubricInput, sent, (path) => fieldOf(path.replace(/^content\./, '')))
}

/** Returns the sections with one criterion changed, moved or removed. */
export const withCriterion = (
  sections: readonly SectionForm[],
  criterionId: string,
  change: (criterion: CriterionForm) => CriterionForm,
): SectionForm[] =>
  sections.map((section) => ({
    ...section,
    criteria: section.criteria.map((item) => (item.criterionId === criterionId ? change(item) : item)),
  }))

export const withoutCriterion = (sections: readonly SectionForm[], criterionId: string): SectionForm[] =>
  sections
    .map((section) => ({
      ...section,
      criteria: section.criteria.filter((item) => item.criterionId !== criterionId),
    }))
    .filter(({ criteria }) => criteria.length > 0)

/** Moves a criterion by one place, into the next section where it stands at the edge of its own. */
export function withMoved(
  sections: readonly SectionForm[],
  criterionId: string,
  step: -1 | 1,
): SectionForm[] {
  const from = sections.findIndex(({ criteria }) => criteria.some((item) => item.criterionId === criterionId))
  const section = sections[from]
  const moved = section?.criteria.find((item) => item.criterionId === criterionId)
  if (!section || !moved) return [...sections]
  const place = section.criteria.indexOf(moved) + step
  const inside = place >= 0 && place < section.criteria.length
  const to = inside ? from : from + step
  if (!sections[to]) return [...sections]
  return sections
    .map((item, index) => {
      const criteria = item.criteria.filter((criterion) => criterion !== moved)
      if (index !== to) return { ...item, criteria }
      const target = inside ? place : step > 0 ? 0 : criteria.length
      return { ...item, criteria: criteria.toSpliced(target, 0, moved) }
    })
    .filter(({ criteria }) => criteria.length > 0)
}
