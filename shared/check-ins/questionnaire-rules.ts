import type { Locale } from '#shared/people/views.ts'
import type { ContentPack } from './content-pack.ts'

/** The words of a questionnaire's consent, without those of the pack: another number when what they say changes. */
export const questionnaireConsentVersion = 1

type Scored = Pick<ContentPack, 'items' | 'scale' | 'scoring'>

/** Returns the languages that every text of the pack has. */
export function languagesOf(pack: ContentPack): Locale[] {
  const texts = textsOf(pack)
  return (['ko', 'en'] as const).filter((locale) => texts.every(({ text }) => text[locale] !== undefined))
}

type Texts = ContentPack['title']

/** Returns every text of the pack with the path of its field. */
function textsOf({
  title,
  introduction,
  items,
  scale,
  scoring,
}: ContentPack): { path: string; text: Texts }[] {
  return [
    { path: 'title', text: title },
    { path: 'introduction', text: introduction },
    ...items.map(({ text }, n) => ({ path: `items[${n}].text`, text })),
    ...scale.map(({ label }, n) => ({ path: `scale[${n}].label`, text: label })),
    { path: 'scoring.meaning', text: scoring.meaning },
  ]
}

/** Returns what is wrong in a pack whose fields have their form: the field's path and a sentence each. */
export function packFaults(pack: ContentPack): { path: string; says: string }[] {
  const { title, scale, recallDays, leastDistanceDays } = pack
  const needed = (['ko', 'en'] as const).filter((locale) => title[locale] !== undefined)
  return [
    ...textsOf(pack).flatMap(({ path, text }) =>
      (['ko', 'en'] as const).flatMap((locale) => {
        const isThere = text[locale] !== undefined
        if (isThere === needed.includes(locale)) return []
        const says = isThere
          ? 'is a language that title does not have'
          : 'is missing: title has this language'
        return [{ path: `${path}.${locale}`, says }]
      }),
    ),
    ...scale.flatMap(({ value }, n) => {
      const before = scale[n - 1]
      return before && before.value >= value
        ? [{ path: `scale[${n}].value`, says: 'must be greater than the value before it' }]
        : []
    }),
    ...(leastDistanceDays < recallDays
      ? [
          {
            path: 'leastDistanceDays',
            says: `must be at least ${recallDays}, the days that the questions look back on (recallDays)`,
          },
        ]
      : []),
  ]
}

const endsOf = ({ scale }: Scored) => ({ low: scale[0]?.value ?? 0, high: scale.at(-1)?.value ?? 0 })

/** Returns the values as they count: those of reversed items from the other end. */
function counted(pack: Scored, values: readonly number[]): number[] {
  const { low, high } = endsOf(pack)
  return values.map((value, n) => (pack.items[n]?.reversed ? low + high - value : value))
}

/** Returns whether each item has a value of the scale. */
export function fits(pack: Scored, values: readonly number[]): boolean {
  return (
    values.length === pack.items.length &&
    values.every((value) => pack.scale.some((step) => step.value === value))
  )
}

export interface Score {
  score: number
  /** The ends between which it lies. */
  low: number
  high: number
}

/** Returns the sum of the values as they count, times the factor; nothing is concluded from it. */
export function scoreOf(pack: Scored, values: readonly number[]): Score {
  const { low, high } = endsOf(pack)
  const { factor } = pack.scoring
  const sum = counted(pack, values).reduce((total, value) => total + value, 0)
  // Factors such as 0.1 leave the last digits of a double behind.
  const scaled = (value: number) => Math.round(value * factor * 1e6) / 1e6
  return { score: scaled(sum), low: scaled(low * pack.items.length), high: scaled(high * pack.items.length) }
}

/** Returns whether any answer lies at the hard end of the scale: the help lines are then shown in full. */
export function isAtHardEnd(pack: Scored, values: readonly number[]): boolean {
  return counted(pack, values).includes(endsOf(pack)[pack.scoring.hardEnd])
}

/** Returns the first day, in the zone, on which the questionnaire may be answered again. */
export function nextDay(lastAt: string, leastDistanceDays: number, zone: string): string {
  return Temporal.Instant.from(lastAt)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: leastDistanceDays })
    .toString()
}
