import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type AskInput, askInput } from '#shared/emergency/contracts.ts'
import { emergencyHours } from '#shared/emergency/rules.ts'

/** The form of an access that is asked for; the hours as the chips have them. */
export type AskForm = { accessId: string; commandId: string; reason: string; hours: HoursChoice }

export const hoursChoices = emergencyHours.map((hours) => `${hours}` as const)
export type HoursChoice = (typeof hoursChoices)[number]

export const fieldOf = fieldsNamed(['reason', 'hours'])
export type AskField = NonNullable<ReturnType<typeof fieldOf>>

/** Returns an empty form, or that of an access which was refused. */
export const askFormOf = (
  ids: { accessId: string; commandId: string },
  refused?: Pick<AskInput, 'reason' | 'hours'>,
): AskForm => ({ ...ids, reason: refused?.reason ?? '', hours: refused ? `${refused.hours}` : '1' })

export const isEmpty = ({ reason }: AskForm): boolean => reason.trim() === ''

/** Tells a form of this release from a draft of another one. */
export function isAskForm(value: unknown): value is AskForm {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['accessId', 'commandId', 'reason'].every((key) => typeof Reflect.get(value, key) === 'string') &&
    hoursChoices.some((choice) => choice === Reflect.get(value, 'hours'))
  )
}

/** Reads the form as the input of emergency.ask. */
export const readAsk = (
  { accessId, reason, hours }: AskForm,
  subjectId: string,
): Reading<AskField, AskInput> =>
  readWith(askInput, { accessId, subjectId, reason, hours: Number(hours) }, fieldOf)
