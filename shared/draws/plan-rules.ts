import { allocate, type DrawnStratum, drawPlaces, shuffled } from '#shared/statistics/draws.ts'
import { seededIntegers } from '#shared/statistics/random.ts'
import { sum } from '#shared/statistics/sum.ts'
import { type Allocation, type Method, type Stratifier, secondShare } from './rules.ts'

/** Describes how a sample is to be drawn. */
export interface Design {
  method: Method
  /** Null unless the draw is stratified. */
  by: Stratifier | null
  allocation: Allocation
  size: number
}

/** A case to draw from. */
export interface FrameCase extends Record<Stratifier, string | null> {
  /** Unique in its organisation; the order of the frame is that of its references. */
  reference: string
}

export interface PlannedStratum extends DrawnStratum {
  /** The value of the property; '' where cases have none, and for the one stratum of a random draw. */
  name: string
  /** In (0, 1]. */
  chance: number
}

export type Misfit = 'empty' | 'too_few' | 'too_many'

/** A frame by its strata, each with its cases in their order. */
export interface Plan<Case extends FrameCase> {
  strata: (PlannedStratum & { cases: Case[] })[]
}

/**
 * Divides a frame into strata and says how many are drawn of each; the same frame and design give the same plan.
 * `risks`: the share of errors that is expected of a policy, above 0.
 * @returns why there is no such draw: nothing to draw from, fewer to draw than strata, or more than cases.
 */
export function planDraw<Case extends FrameCase>(
  frame: readonly Case[],
  { method, by, allocation, size }: Design,
  risks: (policy: string) => number,
): Plan<Case> | { misfit: Misfit } {
  if (frame.length === 0) return { misfit: 'empty' }
  if (size > frame.length) return { misfit: 'too_many' }
  const property = method === 'risk' ? 'policy' : method === 'stratified' ? (by ?? 'policy') : null
  const groups = new Map<string, Case[]>()
  for (const item of frame.toSorted((a, b) => compare(a.reference, b.reference))) {
    const name = property === null ? '' : (item[property] ?? '')
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  const strata = [...groups].sort(([a], [b]) => compare(a, b))
  const sizes = strata.map(([, cases]) => cases.length)
  const weights = strata.map(([name, cases]) => {
    if (method === 'risk') return cases.length * risks(name)
    return method === 'stratified' && allocation === 'equal' ? 1 : cases.length
  })
  const drawn = allocate(sizes, weights, size)
  if (!drawn) return { misfit: 'too_few' }
  return {
    strata: strata.map(([name, cases], place) => {
      const taken = drawn[place] ?? 0
      return { name, cases, size: cases.length, drawn: taken, chance: taken / cases.length }
    }),
  }
}

/** Compares by code units: a collation would differ from machine to machine. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export interface Drawn<Case, Golden> {
  cases: (Case & { stratum: string; chance: number })[]
  golden: Golden[]
  /** The order in which both are shown, by their places: cases first, golden cases after them. */
  order: number[]
}

/**
 * Draws by a plan from a seed, a whole number from 0 to 2^32 - 1: each stratum in its order, then the golden cases, then the
 * order in which all are shown, so that a golden case has no place of its own.
 */
export function drawBy<Case extends FrameCase, Golden>(
  { strata }: Plan<Case>,
  { seed, golden, goldenSize }: { seed: number; golden: readonly Golden[]; goldenSize: number },
): Drawn<Case, Golden> {
  const below = seededIntegers(seed)
  const cases = strata.flatMap(({ name, cases: all, size, drawn, chance }) =>
    drawPlaces(size, drawn, below).flatMap((place) => {
      const item = all[place]
      return item ? [{ ...item, stratum: name, chance }] : []
    }),
  )
  const slipped = drawPlaces(golden.length, Math.min(goldenSize, golden.length), below).flatMap(
    (place) => golden[place] ?? [],
  )
  const order = shuffled(
    Array.from({ length: cases.length + slipped.length }, (_, place) => place),
    below,
  )
  return { cases, golden: slipped, order }
}

/** Golden cases that go with a sample of `size` at a share of all that is verified, in [0, 0.3]. */
export const goldenFor = (size: number, share: number): number => Math.round((size * share) / (1 - share))

/** Audits that a policy's rate is drawn towards the team's by, and the least share of errors that is expected. */
const priorAudits = 30
const leastRisk = 0.01

/** Returns the share of errors that is expected of each policy, from what was verified before; of an unknown one the team's. */
export function riskOf(verified: readonly { policy: string; n: number; errors: number }[]) {
  const n = sum(verified.map((row) => row.n))
  const team = Math.max(leastRisk, n > 0 ? sum(verified.map(({ errors }) => errors)) / n : 0)
  const byPolicy = new Map(
    verified.map((row) => [row.policy, (row.errors + team * priorAudits) / (row.n + priorAudits)]),
  )
  return { team, of: (policy: string) => Math.max(leastRisk, byPolicy.get(policy) ?? team) }
}

/** Returns the sizes that a second verification of `frame` cases may have. */
export const secondSizes = (frame: number) => ({
  least: Math.max(1, Math.ceil(frame * secondShare.least)),
  highest: Math.max(1, Math.floor(frame * secondShare.highest)),
})
