/** How much a screen may say of agreement: apart from the other floors, which screens without agreement need. */
/** Fewer shared units than this: no word on agreement. */
export const agreementFloor = 10
/** Where Krippendorff's bands of alpha begin. */
export const alphaBands = { rely: 0.8, tentative: 0.667 } as const

export type AgreementDisplay =
  | { kind: 'too-few-units'; units: number }
  /** No two ratings differed in a way that could be told from chance: say so, show no number. */
  | { kind: 'undefined'; units: number }
  /** Krippendorff's bands: from .800 on it can be relied on, from .667 tentatively, below not. */
  | { kind: 'band'; units: number; alpha: number; band: 'rely' | 'tentative' | 'do-not-rely' }

/** Returns what may be said of an alpha that rests on `units` units with at least two ratings. */
export function agreementDisplay(alpha: number | null, units: number): AgreementDisplay {
  if (units < agreementFloor) return { kind: 'too-few-units', units }
  if (alpha === null) return { kind: 'undefined', units }
  return {
    kind: 'band',
    units,
    alpha,
    band: alpha >= alphaBands.rely ? 'rely' : alpha >= alphaBands.tentative ? 'tentative' : 'do-not-rely',
  }
}
