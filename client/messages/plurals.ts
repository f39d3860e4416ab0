const plurals = new Intl.PluralRules('en')

/** 1493 as 1,493, in both languages. */
export const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** `3 cases`, `1 case`: the number and the English noun that goes with it. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(n)} ${plurals.select(n) === 'one' ? singular : plural}`
}

/**
 * The shape that a Korean catalogue must have: the keys of the English one and the same parameters, no more, no less.
 * Used with `satisfies`, so a missing or a surplus key does not compile.
 */
export type SameAs<English> = { [Key in keyof English]: English[Key] extends string ? string : English[Key] }
