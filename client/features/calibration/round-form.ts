import { fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { atTime } from '#client/lib/calendar-day.ts'
import { type MakeRoundInput, makeRoundInput } from '#shared/calibration/contracts.ts'
import { unclearOption } from '#shared/calibration/option-rules.ts'
import { type Option, readOptions, type Steps, severityOptions } from '#shared/calibration/rules.ts'

export type CaseForm = {
  caseId: string
  reference: string
  /** The code of its policy; empty for none. */
  policy: string
  description: string
  /** The value of its gold label; empty for none. */
  expected: string
  /** The id of its second showing at the end of the round; empty where it is shown once. */
  repeatId: string
}
/** A round as it is written. */
export type RoundForm = {
  roundId: string
  /** The id of the command that will send it: a second tap is the same writing. */
  commandId: string
  title: string
  question: 'decision' | Steps
  /** The answers to a decision, one a line. */
  answers: string
  /** The day of the deadline. */
  day: string
  raterIds: string[]
  cases: CaseForm[]
}

/** The time of the deadline's day. */
export const deadlineTime = '18:00'

export const newRoundForm = (
  ids: Pick<RoundForm, 'roundId' | 'commandId'>,
  { day, answers }: Pick<RoundForm, 'day' | 'answers'>,
): RoundForm => ({ ...ids, title: '', question: 'decision', answers, day, raterIds: [], cases: [] })

export const isEmpty = ({ title, raterIds, cases }: RoundForm): boolean =>
  title.trim() === '' && raterIds.length === 0 && cases.length === 0

/** Tells a form of this release from a draft of another one. */
export const isRoundForm = (value: unknown): value is RoundForm =>
  typeof value === 'object' &&
  value !== null &&
  ['roundId', 'commandId', 'title', 'question', 'answers', 'day'].every(
    (key) => typeof Reflect.get(value, key) === 'string',
  ) &&
  Array.isArray(Reflect.get(value, 'raterIds')) &&
  Array.isArray(Reflect.get(value, 'cases'))

/** Returns the form of a round that was refused. */
export function formOf(
  input: MakeRoundInput,
  { commandId, day }: { commandId: string; day: string },
): RoundForm {
  const { roundId, title, level, options, raterIds, cases } = input
  const repeats = new Map(cases.flatMap(({ caseId, repeatOf }) => (repeatOf ? [[repeatOf, caseId]] : [])))
  return {
    ...{ roundId, commandId, title, day, raterIds },
    question: level === 'nominal' ? 'decision' : options.length === 3 ? '3' : '5',
    answers: options.map(({ value, ko, en }) => [ko, en].filter(Boolean).join(' | ') || value).join('\n'),
    cases: cases
      .filter(({ repeatOf }) => repeatOf === null)
      .map((item) => ({
        caseId: item.caseId,
        reference: item.reference,
        policy: item.policy ?? '',
        description: item.description ?? '',
        expected: item.expected ?? '',
        repeatId: repeats.get(item.caseId) ?? '',
      })),
  }
}

/** Returns the answers that the raters choose from. */
export const optionsOf = ({ question, answers }: Pick<RoundForm, 'question' | 'answers'>): Option[] =>
  question === 'decision' ? readOptions(answers) : severityOptions(question)

const named = fieldsNamed(['title', 'answers', 'day', 'raterIds', 'cases'])
/** Returns the field that a path of the input belongs to. */
export const fieldOf = (path: string) =>
  named(path.replace(/^options/, 'answers').replace(/^deadline/, 'day'))
export type RoundField = NonNullable<ReturnType<typeof fieldOf>>

/** Reads the form as the input of calibration.make; `now` in milliseconds. */
export function readRound(
  form: RoundForm,
  { teamId, timeZone, now }: { teamId: string; timeZone: string; now: number },
): Reading<RoundField, MakeRoundInput> {
  const { roundId, title, question, day, raterIds, cases } = form
  const options = optionsOf(form)
  const known = new Set(options.map(({ value }) => value))
  const deadline = day ? atTime(day, deadlineTime, timeZone) : 0
  const first = cases.map((item) => ({
    caseId: item.caseId,
    reference: item.reference.trim(),
    policy: item.policy || null,
    description: item.description.trim() || null,
    repeatOf: null,
    // An answer that was taken away since is no gold label.
    expected: known.has(item.expected) ? item.expected : null,
  }))
  const again = first.flatMap((item, place) => {
    const repeatId = cases[place]?.repeatId
    return repeatId ? [{ ...item, caseId: repeatId, repeatOf: item.caseId }] : []
  })
  const references = new Set(first.map(({ reference }) => reference))
  return withFaults(
    {
      ...(options.length < 2 || unclearOption(options) !== undefined ? { answers: 'refused' as const } : {}),
      ...(deadline <= now ? { day: 'refused' as const } : {}),
      ...(raterIds.length < 2 ? { raterIds: 'missing' as const } : {}),
      ...(cases.length === 0 ? { cases: 'missing' as const } : {}),
      ...(references.size < cases.length ? { cases: 'refused' as const } : {}),
    },
    readWith(
      makeRoundInput,
      {
        ...{ roundId, teamId, title, options, raterIds },
        level: question === 'decision' ? 'nominal' : 'ordinal',
        deadline: new Date(deadline).toISOString(),
        cases: [...first, ...again],
      },
      fieldOf,
    ),
  )
}
