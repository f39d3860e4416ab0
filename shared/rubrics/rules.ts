import type { Criterion, RubricContent, Translated } from './views.ts'

/** Scales of a criterion. Level k of K levels gives (k - 1) / (K - 1) of its weight; a level in per cent is its share. */
export const scales = ['pass_fail', 'three', 'five', 'percent'] as const
export type Scale = (typeof scales)[number]
/** The levels that are chosen from, the worst first. What was moved in may have any level from 0 to 100 in per cent. */
export const levelsOf: Readonly<Record<Scale, readonly number[]>> = {
  pass_fail: [1, 2],
  three: [1, 2, 3],
  five: [1, 2, 3, 4, 5],
  percent: [0, 25, 50, 75, 100],
}
/** The largest level of any scale. */
export const largestLevel = 100

/** Kinds of a critical criterion: failing one makes the score of the whole review 0. */
export const criticalKinds = ['user_harm', 'rights', 'legal'] as const
export type CriticalKind = (typeof criticalKinds)[number]

/** A published version is locked; what comes after it is archived or another version. */
export const versionStates = ['draft', 'published', 'archived'] as const
export type VersionState = (typeof versionStates)[number]

export const languages = ['ko', 'en'] as const
export type Language = (typeof languages)[number]

/** The largest numbers of a rubric's parts: eight criteria are usual, forty a wall. */
export const sectionLimit = 10
export const criterionLimit = 40
export const weightLimit = 1000

/** Returns what share of its weight a level earns, from 0 to 1; levels count from 1, or are per cent. */
export const shareOfLevel = (scale: Scale, level: number): number =>
  scale === 'percent' ? level / 100 : (level - 1) / (levelsOf[scale].length - 1)

/** Returns the criteria of all sections, in their order. */
export const criteriaOf = ({ sections }: Pick<RubricContent, 'sections'>): readonly Criterion[] =>
  sections.flatMap(({ criteria }) => criteria)

/** Returns a text in the reader's language, or in the other one where it is missing; empty where both are. */
export function translated(text: Translated, language: Language): { text: string; missing: boolean } {
  const own = text[language]
  const other = text[language === 'ko' ? 'en' : 'ko']
  return { text: own ?? other ?? '', missing: own === null && other !== null }
}

/** Returns the languages in which a text that stands in the other one is missing. */
export const missingLanguages = (text: Translated): readonly Language[] =>
  text.ko === null && text.en === null ? [] : languages.filter((language) => text[language] === null)

/** Returns how many names, titles, labels and pieces of guidance are missing in one language and stand in the other. */
export function missingIn(content: RubricContent, language: Language): number {
  const texts = [
    content.name,
    ...content.sections.map(({ title }) => title),
    ...criteriaOf(content).flatMap(({ label, guidance }) => [label, guidance]),
  ]
  return texts.filter((text) => missingLanguages(text).includes(language)).length
}

/** A reason why a draft cannot be published, with the criterion that it speaks of. */
export interface RubricProblem {
  kind: 'no_name' | 'no_criteria' | 'no_label'
  criterionId: string | null
}

/** Returns what keeps a draft from being published; one language of each label is enough. */
export function problemsOf(content: RubricContent): RubricProblem[] {
  const isEmpty = ({ ko, en }: Translated) => ko === null && en === null
  const criteria = criteriaOf(content)
  return [
    ...(isEmpty(content.name) ? [{ kind: 'no_name' as const, criterionId: null }] : []),
    ...(criteria.length === 0 ? [{ kind: 'no_criteria' as const, criterionId: null }] : []),
    ...criteria
      .filter(({ label }) => isEmpty(label))
      .map(({ criterionId }) => ({ kind: 'no_label' as const, criterionId })),
  ]
}

/** Returns a criterion's share of all weights, from 0 to 1; 0 where there are none. */
export function weightShare(content: Pick<RubricContent, 'sections'>, weight: number): number {
  const sum = criteriaOf(content).reduce((total, criterion) => total + criterion.weight, 0)
  return sum > 0 ? weight / sum : 0
}

/** A difference between two versions of a rubric, by criterion. */
export interface RubricChange {
  kind: 'added' | 'removed' | 'weight' | 'scale' | 'critical' | 'applicable' | 'text'
  criterion: Criterion
  /** The criterion as it was; null where it is new. */
  before: Criterion | null
}

/** Returns how a version differs from the one before it: what is new, what went, and what changed in the rest. */
export function changesBetween(before: RubricContent | null, after: RubricContent): RubricChange[] {
  const old = new Map(
    (before ? criteriaOf(before) : []).map((criterion) => [criterion.criterionId, criterion]),
  )
  const kept = new Set(criteriaOf(after).map(({ criterionId }) => criterionId))
  const changed = criteriaOf(after).flatMap((criterion): RubricChange[] => {
    const was = old.get(criterion.criterionId)
    if (!was) return [{ kind: 'added', criterion, before: null }]
    const change = (kind: RubricChange['kind'], differs: boolean) =>
      differs ? [{ kind, criterion, before: was }] : []
    return [
      ...change('weight', was.weight !== criterion.weight),
      ...change('scale', was.scale !== criterion.scale),
      ...change('critical', was.critical !== criterion.critical),
      ...change('applicable', was.mayNotApply !== criterion.mayNotApply),
      ...change(
        'text',
        isOtherText(was.label, criterion.label) || isOtherText(was.guidance, criterion.guidance),
      ),
    ]
  })
  const removed = [...old.values()]
    .filter(({ criterionId }) => !kept.has(criterionId))
    .map((criterion): RubricChange => ({ kind: 'removed', criterion, before: criterion }))
  return [...changed, ...removed]
}

const isOtherText = (left: Translated, right: Translated) => left.ko !== right.ko || left.en !== right.en
