import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type RuleInput, type RulingChange, ruleInput } from '#shared/rulings/contracts.ts'
import type { WriteUpCase } from '#shared/rulings/views.ts'

export interface RulingForm {
  textKo: string
  textEn: string
  holdsFrom: string
  /** What is chosen for a case, by its entry: nothing, that the policy was unclear, or the right decision. */
  chosen: Readonly<Record<string, string>>
}
export type RulingField = 'textKo' | 'textEn' | 'holdsFrom'

/** Tells a form of this release from a draft of another one. */
export const isRulingForm = (value: unknown): value is RulingForm =>
  typeof value === 'object' &&
  value !== null &&
  ['textKo', 'textEn', 'holdsFrom'].every((key) => typeof Reflect.get(value, key) === 'string') &&
  typeof Reflect.get(value, 'chosen') === 'object' &&
  Reflect.get(value, 'chosen') !== null

export const isEmpty = ({ textKo, textEn, chosen }: RulingForm): boolean =>
  textKo.trim() === '' && textEn.trim() === '' && Object.keys(chosen).length === 0

/** The choices of a case that are no decision; a decision stands behind `right`. */
export const stays = 'stays'
export const unclear = 'unclear'
export const right = 'right:'

/** Returns the decisions that a ruling on a case can call right: the two that were given. */
export const decisionsOf = ({ decision, verified }: WriteUpCase): string[] => [
  ...new Set([decision, verified].filter((label) => label !== null)),
]

/** Returns what was chosen, as the command has it: cases that stay as they are, are not in it. */
export const changesOf = ({ chosen }: Pick<RulingForm, 'chosen'>): RulingChange[] =>
  Object.entries(chosen).flatMap(([entryId, choice]): RulingChange[] => {
    if (choice === unclear) return [{ entryId, effect: 'unclear', verdict: null }]
    return choice.startsWith(right)
      ? [{ entryId, effect: 'verdict', verdict: choice.slice(right.length) }]
      : []
  })

const written = (text: string) => (text.trim() === '' ? null : text)

/** Reads the form as the input of rulings.rule, with the preview that was looked at. */
export const readRuling = (
  form: RulingForm,
  ids: { escalationId: string; precedentId: string; seen: string },
): Reading<RulingField, RuleInput> =>
  readWith(
    ruleInput,
    {
      ...{ ...ids, holdsFrom: form.holdsFrom, changes: changesOf(form) },
      ...{ textKo: written(form.textKo), textEn: written(form.textEn) },
    },
    fieldsNamed(['textKo', 'textEn', 'holdsFrom']),
  )
