import { v7 as uuidv7 } from 'uuid'
import { createChance } from '#tests/support/offline-model/chance.ts'
import { apply, bringAbout, isAbandoned } from './apply.ts'
import { check } from './check.ts'
import { type Expected, pendingOf, requestTime, undoTime } from './expected.ts'
import { judge } from './judge.ts'
import { namesOf, type Shape, shapes } from './people.ts'
import { drawStep, firstStep } from './random-steps.ts'
import { send } from './send.ts'
import { describeStep, type Step } from './steps.ts'
import type { Place, World } from './world.ts'

/** What one sequence met. */
export interface Report {
  seed: number
  shape: Shape
  begins: number
  steps: Step[]
  /** How many of them fitted, or were refused as they ought to be. */
  taken: number
  problems: string[]
  counts: Record<string, number>
}

/** Steps of one sequence, and how often a step that does not fit is tried all the same. */
const length = 7
const illegalShare = 0.04

/** Where and when a sequence takes place. */
export interface Scene {
  shape: Shape
  begins: number
}

const autumn = Date.parse('2026-09-20T00:00:00Z')
const hour = 3_600_000

/** Runs the sequence of a seed: short, in a place of one shape, on some day from September to February. */
export async function runSeed(world: World, seed: number): Promise<Report> {
  const chance = createChance(seed)
  const shape = chance.in(0.4) ? 'full' : chance.of(shapes)
  const scene = { shape, begins: autumn + chance.below(150 * 24) * hour + chance.below(60) * 60_000 }
  const report = await takeSteps(world, { seed, ...scene }, (expected, taken) => {
    const { staff } = expected
    if (taken === 0) return firstStep(chance, expected)
    if (taken >= length) return undefined
    for (let tries = 0; tries < 200; tries += 1) {
      const step = drawStep(chance, expected)
      const later = { ...expected, now: expected.now + step.after }
      if (judge(later, step) === 'refused' && chance.in(illegalShare)) return step
      const alike = 'who' in step ? staff.names.map((who) => ({ ...step, who })) : [step]
      const legal = alike.filter((similar) => judge(later, similar) === 'legal')
      const found = chance.of(legal)
      if (found) return found
    }
    return undefined
  })
  return report.problems.length > 0 ? await shrink(world, report) : report
}

/** Leaves out what the failure does not need, step by step. */
async function shrink(world: World, report: Report): Promise<Report> {
  let best = report
  for (let index = best.steps.length - 1; index > 0; index -= 1) {
    const steps = best.steps.filter((_, position) => position !== index)
    const tried = await runSteps(world, { ...best, steps })
    if (tried.problems.length > 0) best = { ...tried, seed: report.seed }
  }
  return best
}

/** Runs steps that are given, leaving out those on whose outcome the model has no opinion. */
export async function runSteps(
  world: World,
  { steps, seed = 0, ...scene }: Scene & { steps: readonly Step[]; seed?: number },
): Promise<Report> {
  let next = 0
  return await takeSteps(world, { seed, ...scene }, () => steps[next++])
}

type Draw = (expected: Expected, taken: number) => Step | undefined

async function takeSteps(
  world: World,
  { seed, shape, begins }: Scene & { seed: number },
  draw: Draw,
): Promise<Report> {
  const place = world.place(shape)
  const staff = { names: namesOf(shape), gone: new Set<never>(), delegations: [] }
  const expected: Expected = { now: begins, jobsRanAt: begins, staff, ownDays: new Map(), cases: [] }
  const report: Report = { seed, shape, begins, steps: [], taken: 0, problems: [], counts: {} }
  try {
    for (let step = draw(expected, 0); step; step = draw(expected, report.steps.length)) {
      await takeStep(world, { place, expected, report }, step)
      if (report.problems.length > 0) break
    }
  } finally {
    await world.tidy(
      place,
      expected.cases.map(({ id }) => id),
    )
  }
  return report
}

type Run = { place: Place; expected: Expected; report: Report }

async function takeStep(world: World, { place, expected, report }: Run, step: Step): Promise<void> {
  report.steps.push(step)
  expected.now += step.after
  await world.moveTo(expected.now)
  const due = isDue(expected)
  if (due || step.do === 'wait') {
    await bringOn(world, expected)
    await compare(world, { place, expected, report }, true)
    if (report.problems.length > 0) return
  }
  if (step.do === 'wait') {
    report.taken += 1
    count(report, 'wait')
    return
  }
  const verdict = judge(expected, step)
  if (verdict === 'open') return
  report.taken += 1
  const id = uuidv7({ msecs: expected.now })
  const refusal = await send(world, { place, expected, id }, step)
  const name = step.do === 'decide' ? step.verdict : step.do
  count(report, verdict === 'legal' ? name : `${name} refused`)
  if (refusal && verdict === 'legal')
    report.problems.push(`${step.do} was refused: ${refusal.code} ${JSON.stringify(refusal.details)}`)
  if (!refusal && verdict === 'refused') report.problems.push(`${step.do} was not refused`)
  if (report.problems.length > 0) return
  if (verdict === 'legal') apply(expected, step, id)
  // An author who has left has it again when what they asked for is void: the jobs give it on.
  const swept = takesAway(step) || expected.cases.some((item) => isAbandoned(expected, item))
  if (swept) await bringOn(world, expected)
  await compare(world, { place, expected, report }, swept)
}

async function bringOn(world: World, expected: Expected): Promise<void> {
  await world.runJobs()
  bringAbout(expected)
  expected.jobsRanAt = expected.now
}

/** Whether the jobs have something to do that matters to what is expected. */
function isDue({ cases, staff, now, jobsRanAt }: Expected): boolean {
  const ripe = cases.some((item) => {
    const pending = pendingOf(item)
    return pending !== undefined && now >= pending.at + undoTime
  })
  const lapsed = cases.some(({ request }) => {
    const until = (request?.at ?? 0) + requestTime
    return request?.state === 'open' && until > jobsRanAt && until <= now
  })
  return ripe || lapsed || staff.delegations.some(({ until }) => until > jobsRanAt && until <= now)
}

/** Steps after which somebody may be missing who was there before. */
const takesAway = (step: Step): boolean =>
  ['roleEnds', 'endDelegation', 'merge', 'reopen', 'ownDay'].includes(step.do)

async function compare(world: World, { place, expected, report }: Run, swept: boolean): Promise<void> {
  if (expected.cases.length === 0) return
  const rows = await world.read(
    place,
    expected.cases.map(({ id }) => id),
  )
  for (const [index, item] of expected.cases.entries()) {
    const seen = rows[index]
    const problems = seen ? check(expected, item, { place, seen, swept }) : ['it is not there']
    report.problems.push(...problems.map((problem) => `escalation ${index}: ${problem}`))
    count(report, `met ${item.status}`)
    if (item.request?.state === 'voided') count(report, 'voided')
    if (item.request?.decisions.some(({ alone }) => alone)) count(report, 'alone')
    if (seen?.clocks.some(({ stage }) => stage > 1)) count(report, 'late')
  }
}

function count({ counts }: Report, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/** What to read when a sequence failed. */
export const explain = ({ seed, shape, begins, steps, problems }: Report): string =>
  [
    `seed ${seed}, place ${shape}, from ${new Date(begins).toISOString()}`,
    ...steps.map(describeStep),
    ...problems,
  ].join('\n')
