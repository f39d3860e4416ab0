import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { cohenKappa } from './cohen.ts'
import { pChart, proportionBaseline } from './control-chart.ts'
import { cusumChart } from './cusum.ts'
import { coachingEffect } from './effect.ts'
import { ewmaChart } from './ewma.ts'
import { fleissKappa } from './fleiss.ts'
import { funnel, funnelLimits, positionOf } from './funnel.ts'
import { brennanPrediger, gwetAc1 } from './gwet.ts'
import {
  newcombeDifference,
  ruleOfThree,
  wilson,
  wilsonContinuityCorrected,
  zeroFailureUpper,
} from './interval.ts'
import { clopperPearson, jeffreys } from './jeffreys.ts'
import { krippendorffAlpha } from './krippendorff.ts'
import { percentAgreement } from './percent-agreement.ts'
import { rateUnits, unitsOfCounts, unitsOfRaters } from './ratings.ts'
import { kishEffectiveN, sampleSize, stratifiedRate, weightedRate } from './sampling.ts'
import { type ScoredCriterion, scoreAudit } from './score.ts'
import { jamesStein } from './shrinkage.ts'

const vectorFile = z.object({
  vectors: z.array(
    z.object({
      id: z.string(),
      area: z.string(),
      input: z.unknown(),
      expected: z.record(z.string(), z.unknown()),
      tolerance: z.number(),
    }),
  ),
})
const { vectors } = vectorFile.parse(
  JSON.parse(readFileSync(new URL('../../tests/data/vectors/statistics.json', import.meta.url), 'utf8')),
)

/** Not statistics: clocks, a questionnaire and the hiding of small groups are tested where they live. */
const elsewhere = ['sla', 'who-5', 'suppression']

/** What the code says for an input, under the names that the vectors use. Every name a vector expects must be here. */
type Compute = (input: unknown) => Record<string, unknown>

function area<S extends z.ZodMiniType>(
  schema: S,
  compute: (input: z.output<S>) => Record<string, unknown>,
): Compute {
  return (input) => compute(schema.parse(input))
}

const numbers = z.array(z.number())
const table = z.array(numbers)
const category = z.union([z.string(), z.number()])
const raters = z.object({ raters_x_units: z.array(z.array(z.nullable(category))) })
const pair = (interval: { low: number | null; high: number | null } | null) =>
  interval && [interval.low, interval.high]
/** Series that a handbook printed with two decimals are compared as printed. */
const printed = (values: readonly number[] | undefined) =>
  values?.map((value) => Math.round(value * 100) / 100)

function unitsOfTable(counts: readonly (readonly number[])[]) {
  return rateUnits(counts.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j]))))
}

const areas: Record<string, Compute> = {
  alpha: area(raters, (input) => {
    const rated = unitsOfRaters(input.raters_x_units)
    return {
      nominal: krippendorffAlpha(rated, 'nominal'),
      ordinal: krippendorffAlpha(rated, 'ordinal'),
      interval: krippendorffAlpha(rated, 'interval'),
      ratio: krippendorffAlpha(rated, 'ratio'),
    }
  }),
  fleiss: area(z.object({ counts_units_x_categories: table }), (input) => {
    const rated = unitsOfCounts(input.counts_units_x_categories)
    const fleiss = fleissKappa(rated)
    return {
      kappa: fleiss?.kappa,
      mean_pairwise_agreement: fleiss?.observed,
      chance_agreement: fleiss?.expected,
      p_j: fleiss?.prevalence,
      krippendorff_nominal: krippendorffAlpha(rated, 'nominal'),
      gwet_ac1: gwetAc1(rated),
    }
  }),
  cohen: area(z.object({ table }), (input) => {
    const plain = cohenKappa(input.table)
    const linear = cohenKappa(input.table, 'linear')
    return {
      kappa: plain?.kappa,
      se: plain?.se,
      ci95: pair(plain),
      kappa_linear: linear?.kappa,
      se_linear: linear?.se,
      ci95_linear: pair(linear),
      kappa_quadratic: cohenKappa(input.table, 'quadratic')?.kappa,
    }
  }),
  ac1: area(raters, (input) => {
    const rated = unitsOfRaters(input.raters_x_units)
    return {
      percent_agreement: percentAgreement(rated),
      gwet_ac1: gwetAc1(rated),
      fleiss_generalised: fleissKappa(rated)?.kappa,
      brennan_prediger: brennanPrediger(rated),
      krippendorff_alpha: krippendorffAlpha(rated, 'nominal'),
    }
  }),
  'cohen+ac1': area(z.object({ table }), (input) => {
    const rated = unitsOfTable(input.table)
    return {
      percent_agreement: percentAgreement(rated),
      cohen_kappa: cohenKappa(input.table)?.kappa,
      gwet_ac1: gwetAc1(rated),
      krippendorff_alpha: krippendorffAlpha(rated, 'nominal'),
    }
  }),
  interval95: area(z.object({ x: z.number(), n: z.number() }), ({ x, n }) => ({
    wilson: pair(wilson(x, n)),
    clopper_pearson: pair(clopperPearson(x, n)),
    jeffreys: pair(jeffreys(x, n)),
    wilson_continuity_corrected: pair(wilsonContinuityCorrected(x, n)),
  })),
  'difference of proportions (Newcombe hybrid score, method 10)': area(
    z.object({ x1: z.number(), n1: z.number(), x2: z.number(), n2: z.number() }),
    ({ x1, n1, x2, n2 }) => {
      const difference = newcombeDifference({ x: x1, n: n1 }, { x: x2, n: n2 })
      return { diff: difference?.difference, ci95: pair(difference) }
    },
  ),
  ewma: area(
    z.object({ x: numbers, ewma0: z.number(), s: z.number(), lambda: z.number(), k: z.number() }),
    ({ x, ewma0, s, lambda, k }) => {
      const chart = ewmaChart(x, { mean: ewma0, sigma: s, lambda, reach: k })
      return {
        ewma: printed([ewma0, ...(chart?.points.map(({ value }) => value) ?? [])]),
        UCL: chart?.high,
        LCL: chart?.low,
        signals: chart?.points.flatMap(({ outside }, i) => (outside ? [i + 1] : [])),
      }
    },
  ),
  cusum: area(
    z.object({ x: numbers, target: z.number(), k: z.number(), h: z.number() }),
    ({ x, target, k, h }) => {
      const chart = cusumChart(x, { target, slack: k, limit: h })
      return {
        S_hi: chart?.points.map(({ above }) => above),
        S_lo: chart?.points.map(({ below }) => below),
        first_signal_index_1based: (chart?.firstSignal ?? Number.NaN) + 1,
      }
    },
  ),
  'p-chart': area(z.object({ n: z.number(), p: numbers }), ({ n, p }) => {
    const points = p.map((share) => ({ x: Math.round(share * n), n }))
    const baseline = proportionBaseline(points, { laney: false })
    const chart = baseline ? pChart(points, baseline) : []
    return {
      pbar: baseline?.centre,
      UCL: chart[0]?.high,
      LCL: chart[0]?.low,
      signals_1based: chart.flatMap(({ outside }, i) => (outside ? [i + 1] : [])),
    }
  }),
  'shrinkage (James-Stein)': area(z.object({ hits: numbers, n: z.number() }), ({ hits, n }) => {
    const shrunken = jamesStein(hits, n)
    return { grand_mean: shrunken?.grandMean, shrink_c: shrunken?.factor, estimates: shrunken?.estimates }
  }),
  'funnel limits': area(z.object({ n: z.number(), theta0: z.number() }), ({ n, theta0 }) => {
    const limits = funnelLimits(n, theta0)
    return { 'lo99.8': limits?.low998, lo95: limits?.low95, hi95: limits?.high95, 'hi99.8': limits?.high998 }
  }),
  'funnel (real data)': area(
    z.object({ rows: z.array(z.tuple([z.string(), z.number(), z.number()])) }),
    ({ rows }) => {
      const result = funnel(
        rows.map(([id, n, x]) => ({ id, n, x })),
        { winsorise: 0 },
      )
      if (result?.kind !== 'funnel') return {}
      return {
        theta0: result.centre,
        z: result.groups.map((group) => group.z),
        phi: result.phi,
        tau: result.tau,
        outside_998: result.groups.flatMap(({ id, rate, exact }) =>
          positionOf(rate, exact) === 'talk' ? [id] : [],
        ),
      }
    },
  ),
  'sample size': area(
    z.union([
      z.object({ cases: z.array(z.tuple([z.number(), z.number(), z.nullable(z.number())])) }),
      z.object({ n: numbers }),
    ]),
    (input) =>
      'cases' in input
        ? {
            n: input.cases.map(([p, margin, population]) =>
              sampleSize(p, margin, population === null ? {} : { population }),
            ),
          }
        : {
            upper95: input.n.map((n) => zeroFailureUpper(n)),
            rule_of_three: input.n.map((n) => ruleOfThree(n)),
          },
  ),
  'risk-based sample': area(z.object({ N: numbers, n: numbers, errors: numbers }), (input) => {
    const strata = input.N.map((size, i) => ({
      size,
      sampled: input.n[i] ?? 0,
      errors: input.errors[i] ?? 0,
    }))
    const audits = strata.flatMap(({ size, sampled, errors }) =>
      Array.from({ length: sampled }, (_, i) => ({ error: i < errors, inclusion: sampled / size })),
    )
    const stratified = stratifiedRate(strata)
    const weighted = weightedRate(audits)
    // The two ways to the same figures must agree before either is compared.
    expect(stratified?.rate).toBeCloseTo(weighted?.rate ?? Number.NaN, 12)
    expect(stratified?.effectiveN).toBeCloseTo(
      kishEffectiveN(audits.map((audit) => 1 / audit.inclusion)) ?? 0,
      9,
    )
    return {
      weights: stratified?.weights,
      naive_rate: stratified?.naiveRate,
      weighted_rate: weighted?.rate,
      se_with_fpc: stratified?.standardError,
      // Printed with three decimals.
      kish_effective_n: weighted && Math.round(weighted.effectiveN * 1000) / 1000,
    }
  }),
  'coaching effect': area(
    z.object({ analyst_pre: numbers, analyst_post: numbers, team_pre: numbers, team_post: numbers }),
    (input) => {
      const proportion = ([x = 0, n = 0]: number[]) => ({ x, n })
      const effect = coachingEffect({
        before: proportion(input.analyst_pre),
        after: proportion(input.analyst_post),
        teamBefore: proportion(input.team_pre),
        teamAfter: proportion(input.team_post),
      })
      return {
        pre_minus_post: effect?.change.difference,
        newcombe_ci95: effect && pair(effect.change),
        did: effect?.beyondTeam.difference,
      }
    },
  ),
  scorecard: area(
    z.union([
      z.object({ elements: z.number(), na: z.number(), missed: z.number() }),
      z.object({
        criteria: z.array(
          z.object({ w: z.number(), s: z.nullable(z.union([z.literal(0), z.literal(0.5), z.literal(1)])) }),
        ),
        critical_failed: z.boolean(),
      }),
    ]),
    (input) => {
      if ('elements' in input) {
        const rubric = (notApplicable: 1 | null): ScoredCriterion[] =>
          Array.from({ length: input.elements }, (_, i) => ({
            weight: 1,
            critical: false,
            score: i < input.na ? notApplicable : i < input.na + input.missed ? 0 : 1,
          }))
        return {
          score_na_excluded: scoreAudit(rubric(null)).score,
          score_na_counted_as_pass: scoreAudit(rubric(1)).score,
        }
      }
      const criteria = input.criteria.map(({ w, s }) => ({ weight: w, score: s, critical: false }))
      const failed: ScoredCriterion[] = input.critical_failed ? [{ weight: 1, score: 0, critical: true }] : []
      return { score: scoreAudit([...criteria, ...failed]).score }
    },
  ),
}

const tested = vectors.filter(({ area: name }) => !elsewhere.includes(name))

test('the file holds vectors', () => {
  expect(tested.length).toBeGreaterThanOrEqual(32)
})

test.for(tested)('$area: $id', ({ area: name, input, expected, tolerance }) => {
  const compute = areas[name]
  if (!compute) throw new Error(`nothing computes the area "${name}"`)
  const actual = compute(input)
  expect(Object.keys(expected).length).toBeGreaterThan(0)
  for (const [key, value] of Object.entries(expected)) {
    expect(Object.keys(actual), `nothing computes "${key}"`).toContain(key)
    expectNear(actual[key], value, { tolerance, path: key })
  }
})

function expectNear(
  actual: unknown,
  expected: unknown,
  { tolerance, path }: { tolerance: number; path: string },
) {
  if (Array.isArray(expected)) {
    expect(actual, path).toBeInstanceOf(Array)
    const list = Array.isArray(actual) ? actual : []
    expect(list, path).toHaveLength(expected.length)
    expected.forEach((value, i) => {
      expectNear(list[i], value, { tolerance, path: `${path}[${i}]` })
    })
  } else if (typeof expected === 'number' && typeof actual === 'number') {
    expect(Math.abs(actual - expected), `${path}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(
      tolerance,
    )
  } else {
    expect(actual, path).toBe(expected)
  }
}
