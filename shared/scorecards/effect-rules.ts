import { type CoachingEffect, coachingEffect } from '#shared/statistics/effect.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { type Difference, newcombeDifference, type Proportion } from '#shared/statistics/interval.ts'
import { type BetaPrior, estimatePrior } from '#shared/statistics/shrinkage.ts'
import { alikeWithin, baselineWeeksOf, frozenWeeks, testedWeeks, type Watched } from './signal-rules.ts'

/** Errors on the coached point in one week, by its number from the first week that is read. */
export type PointWeek = { index: number } & Proportion

export interface Coached extends Watched {
  /** The weeks of the point that was coached on: the person's own, and those of each other member of the team. */
  own: readonly PointWeek[]
  others: readonly (readonly PointWeek[])[]
  /** The week in which the note was written. */
  noteWeek: number
  /** The share of errors that was agreed on, where a goal says one. */
  goal?: number | undefined
}

/**
 * Why nothing can be compared: no baseline before the note, no complete week after it, or audits that were drawn in another
 * way since.
 */
export type NoEffect = 'no_baseline' | 'too_soon' | 'drawn_otherwise'

/** A window in complete weeks, by their numbers, both included. */
export type Window = { from: number; to: number }

export type Effect =
  | { kind: 'none'; reason: NoEffect }
  | {
      kind: 'measured'
      before: Proportion & Window
      after: Proportion & Window
      /** The four weeks up to the note: what led to it, and no part of either side. */
      between: Proportion & Window
      provisional: boolean
      /** From the baseline, drawn to the team's, to the weeks after. Null under ten audits on a side: the counts stand alone. */
      change: (Difference & { before: number }) | null
      /** Null where the team's own are too few, or not read. */
      team: { before: Proportion; after: Proportion; effect: CoachingEffect } | null
    }

/**
 * Compares an analyst's errors after a note with the frozen baseline before it, beside the others of the team in the same
 * weeks. The weeks that led to the note are on neither side: people are coached after bad weeks, and part of what follows comes
 * by itself. The baseline is shrunken to the team's, as a signal has it: whoever is coached by chance had a lucky baseline.
 * Weeks from the thirteenth after the note on are left out, so that the figure comes to rest.
 */
export function effectOf(coached: Coached): Effect {
  const { weeks, team, complete, renewals, own, others, noteWeek } = coached
  const baseline = baselineWeeksOf({ weeks, team, renewals, complete: Math.min(complete, noteWeek + 1) })
  if (!baseline) return { kind: 'none', reason: 'no_baseline' }
  const from = noteWeek + 1
  const to = Math.min(complete - 1, noteWeek + frozenWeeks)
  const inBaseline = new Set(baseline.indices)
  const isBefore = ({ index }: { index: number }) => inBaseline.has(index)
  const isAfter = ({ index }: { index: number }) => index >= from && index <= to
  const after = { ...sum(own.filter(isAfter)), from, to }
  if (to < from || after.n === 0) return { kind: 'none', reason: 'too_soon' }
  if (Math.abs(unevenShare(weeks.filter(isBefore)) - unevenShare(weeks.filter(isAfter))) > alikeWithin)
    return { kind: 'none', reason: 'drawn_otherwise' }
  const before = { ...sum(own.filter(isBefore)), from: baseline.first, to: baseline.last }
  const led = { from: noteWeek - testedWeeks + 1, to: noteWeek }
  const between = {
    ...sum(own.filter(({ index }) => index >= led.from && index <= led.to)),
    ...led,
  }
  const measured = { kind: 'measured', before, after, between, provisional: baseline.provisional } as const
  if (Math.min(before.n, after.n) < percentageFloor) return { ...measured, change: null, team: null }
  const membersBefore = others.map((member) => sum(member.filter(isBefore)))
  const prior = others.length > 0 ? estimatePrior([...membersBefore, before]) : null
  const drawn = prior ? shrunkenOf(before, prior) : before
  const change = newcombeDifference(drawn, after)
  const teamBefore = sum(membersBefore)
  const teamAfter = sum(others.map((member) => sum(member.filter(isAfter))))
  const effect = coachingEffect({ before: drawn, after, teamBefore, teamAfter, goal: coached.goal })
  return {
    ...measured,
    change: change && { ...change, before: drawn.x / drawn.n },
    team: effect && { before: teamBefore, after: teamAfter, effect },
  }
}

function shrunkenOf({ x, n }: Proportion, { mean, strength }: BetaPrior): Proportion {
  return { x: x + mean * strength, n: n + strength }
}

function sum(parts: readonly Proportion[]): Proportion {
  const total = { x: 0, n: 0 }
  for (const { x, n } of parts) {
    total.x += x
    total.n += n
  }
  return total
}

function unevenShare(weeks: Watched['weeks']): number {
  const all = weeks.reduce((n, week) => n + week.n, 0)
  return all === 0 ? 0 : weeks.reduce((n, week) => n + (week.uneven ? week.n : 0), 0) / all
}
