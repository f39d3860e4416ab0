import { type CriticalKind, criterionLimit, sectionLimit } from '#shared/rubrics/rules.ts'
import type { RubricContent, Translated } from '#shared/rubrics/views.ts'
import type { MovedCategory, MovedHistory, MovedReview, MovedScorecard } from './move-in-history.ts'
import { lineOf } from './move-in-reckon.ts'

/** The ids of a rubric's parts: the same for the same part whenever it is moved in. */
export type IdOf = (kind: 'rubric' | 'section' | 'criterion' | 'version', name: string) => string

export interface MovedVersion {
  /** Tells this content from others of its rubric. */
  key: string
  content: RubricContent
}
export interface MovedRubric {
  scorecard: MovedScorecard
  /** In the order of their first review; the one that holds now comes last. */
  versions: MovedVersion[]
  /** The key of the version of each review, by the review's id. */
  versionOf: Map<string, string>
}

/** Returns the name by which a category's criterion has its id. */
export const criterionName = (scorecardId: string, categoryId: string) => `${scorecardId}|${categoryId}`

/** Returns the scorecard that a review was scored on: by id, by name, or the only one where the review names none. */
export function scorecardFor(
  { scorecard: { id, name } }: MovedReview,
  scorecards: readonly MovedScorecard[],
): MovedScorecard | undefined {
  const found =
    scorecards.find((known) => known.id === id) ??
    scorecards.find((known) => known.name === id || known.name === name)
  return found ?? (id === '' && scorecards.length === 1 ? scorecards[0] : undefined)
}

/**
 * Makes a rubric of each scorecard, with a version for each set of weights and critical flags that its reviews were scored with.
 * A scorecard that the files do not hold is made of its reviews' own ratings.
 */
export function rubricsOf(
  { scorecards, reviews }: Pick<MovedHistory, 'scorecards' | 'reviews'>,
  { idOf, kind }: { idOf: IdOf; kind: CriticalKind },
): MovedRubric[] {
  const named = reviews.map((review) => ({ review, known: scorecardFor(review, scorecards) }))
  const byScorecard = Map.groupBy(named, ({ review, known }) => known?.id ?? review.scorecard.id)
  const without = scorecards.filter(({ id }) => !byScorecard.has(id))
  return [
    ...[...byScorecard].map(([id, found]) => {
      const [{ known, review } = { known: undefined, review: undefined }] = found
      const own = found.map((item) => item.review)
      const base = known ?? { id, name: review?.scorecard.name ?? id, categories: [] }
      return rubricOf(base, own, { idOf, kind, isDefined: known !== undefined })
    }),
    ...without.map((scorecard) => rubricOf(scorecard, [], { idOf, kind, isDefined: true })),
  ]
}

interface Making {
  idOf: IdOf
  kind: CriticalKind
  /** The files hold the scorecard itself, so that its weights are those of now. */
  isDefined: boolean
}

function rubricOf(base: MovedScorecard, reviews: readonly MovedReview[], making: Making): MovedRubric {
  const scorecard = { ...base, categories: allCategories(base, reviews) }
  const versions = new Map<string, MovedVersion>()
  const versionOf = new Map<string, string>()
  const add = (categories: readonly MovedCategory[]): string => {
    const key = JSON.stringify(categories.map(({ id, weight, critical }) => [id, weight ?? 1, critical]))
    const known = versions.get(key) ?? { key, content: contentOf(scorecard, categories, making) }
    // The last one is the one that holds now.
    versions.delete(key)
    versions.set(key, known)
    return key
  }
  for (const review of reviews) versionOf.set(review.id, add(categoriesOf(scorecard, review)))
  if (making.isDefined || reviews.length === 0) add(scorecard.categories)
  return { scorecard, versions: [...versions.values()], versionOf }
}

/** Returns the categories of a scorecard, and those that its reviews rate beside them. */
function allCategories(base: MovedScorecard, reviews: readonly MovedReview[]): MovedCategory[] {
  const categories = new Map(base.categories.map((category) => [category.id, category]))
  for (const { ratings } of reviews)
    for (const { categoryId: id, name, group, weight, critical, percent } of ratings) {
      const known = categories.get(id)
      const made = {
        ...{ id, name, group, weight, critical: critical ?? false, ofGroup: false },
        mayNotApply: true,
      }
      if (!known) categories.set(id, made)
      else if (percent === null && !known.mayNotApply) categories.set(id, { ...known, mayNotApply: true })
    }
  // A category that a review does not rate does not apply there.
  const isSkipped = (id: string) =>
    reviews.some(({ ratings }) => !ratings.some(({ categoryId }) => categoryId === id))
  return [...categories.values()].map((category) => ({
    ...category,
    mayNotApply: category.mayNotApply || isSkipped(category.id),
  }))
}

/** Returns the categories with the weights and critical flags that one review was scored with. */
function categoriesOf(scorecard: MovedScorecard, { ratings }: MovedReview): MovedCategory[] {
  const byCategory = new Map(ratings.map((rating) => [rating.categoryId, lineOf(rating, scorecard)]))
  return scorecard.categories.map((category) => ({ ...category, ...weighed(byCategory.get(category.id)) }))
}

const weighed = (line: ReturnType<typeof lineOf> | undefined) =>
  line ? { weight: line.weight, critical: line.critical } : {}

function contentOf(
  { id, name }: MovedScorecard,
  categories: readonly MovedCategory[],
  { idOf, kind }: Making,
): RubricContent {
  const groups = new Map<string | null, MovedCategory[]>()
  const isGrouped = new Set(categories.map(({ group }) => group)).size <= sectionLimit
  for (const category of categories) {
    const group = isGrouped ? category.group : null
    groups.set(group, [...(groups.get(group) ?? []), category])
  }
  return {
    name: inOne(name, 100),
    sections: [...groups].map(([group, members]) => ({
      sectionId: idOf('section', `${id}|${group ?? ''}`),
      title: group === null ? { ko: null, en: null } : inOne(group, 100),
      criteria: members.map((category) => ({
        criterionId: idOf('criterion', criterionName(id, category.id)),
        label: inOne(category.name, 200),
        guidance: { ko: null, en: null },
        weight: category.weight ?? 1,
        scale: 'percent',
        mayNotApply: category.mayNotApply,
        critical: category.critical ? kind : null,
      })),
    })),
  }
}

/** Returns a text under the language that it is written in. */
function inOne(text: string, limit: number): Translated {
  const cut = text.slice(0, limit).trim() || '–'
  return /\p{Script=Hangul}/u.test(cut) ? { ko: cut, en: null } : { ko: null, en: cut }
}

/** Returns whether a scorecard has more groups than a rubric has sections; they are joined then. */
export const joinsGroups = ({ categories }: MovedScorecard): boolean =>
  new Set(categories.map(({ group }) => group)).size > sectionLimit

export const hasTooMany = ({ categories }: MovedScorecard): boolean => categories.length > criterionLimit
