/** Decisions are names; a severity has an order. */
export const levels = ['nominal', 'ordinal'] as const
export type CalibrationLevel = (typeof levels)[number]

export const optionLimit = 10
export const caseLimit = 500
export const raterLimit = 50
/** Raters of a file that are looked for at once; of a pool of annotators only some are taken into a round. */
export const calledLimit = 1000

/** Hours between two reminders about one round, whoever sends them. */
export const reminderGap = 4

/** An answer that raters choose from: its value, which is counted, and its label in both languages. */
export interface Option {
  value: string
  ko: string | null
  en: string | null
}

const steps = {
  '3': [
    ['낮음', 'Low'],
    ['보통', 'Medium'],
    ['높음', 'High'],
  ],
  '5': [
    ['매우 낮음', 'Very low'],
    ['낮음', 'Low'],
    ['보통', 'Medium'],
    ['높음', 'High'],
    ['매우 높음', 'Very high'],
  ],
} as const
export type Steps = keyof typeof steps

/** Returns the answers of a severity in three or five steps, counted from 1. */
export const severityOptions = (count: Steps): Option[] =>
  steps[count].map(([ko, en], place) => ({ value: String(place + 1), ko, en }))

/** Reads answers that are names, one a line: "위반 | Violation", or one name for both languages. */
export function readOptions(text: string): Option[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .flatMap(([ko = '', en = '']) => (ko || en ? [{ value: en || ko, ko: ko || null, en: en || null }] : []))
}

/** Returns the label of a value in a language, or what stands for it. */
export function labelOf(options: readonly Option[], value: string, locale: 'ko' | 'en'): string {
  const option = options.find((item) => item.value === value)
  if (!option) return value
  return (locale === 'ko' ? (option.ko ?? option.en) : (option.en ?? option.ko)) ?? value
}

interface Progress {
  closedAt: string | null
  raters: number
  submitted: number
}
/** Returns whether a round takes no more ratings that could be swayed: it was closed, or everybody has submitted. */
export const hasEnded = ({ closedAt, raters, submitted }: Progress): boolean =>
  closedAt !== null || submitted === raters
