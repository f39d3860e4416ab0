import type { Chance } from '#tests/support/offline-model/chance.ts'
import type { Case, Expected, Fn } from './expected.ts'
import { type Name, rankOf } from './people.ts'
import type { Step } from './steps.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const severities = ['P0', 'P1', 'P2', 'P3'] as const
const kinds = ['safety', 'child_safety', 'policy_gap', 'tool_fault', 'appeal', 'people'] as const
const functions: readonly [Fn, ...Fn[]] = [null, 'policy', 'legal']
const raisers: readonly Name[] = ['analyst', 'peer', 'lead', 'coLead', 'manager']
const reasons = ['information', 'outside_body', 'legal', 'release'] as const

/** Most steps follow within minutes; some wait for a night, a weekend or longer. */
function timeUntil(chance: Chance): number {
  const random = chance.random()
  if (random < 0.35) return (1 + chance.below(9)) * second
  if (random < 0.55) return (11 + chance.below(600)) * second
  if (random < 0.8) return (1 + chance.below(300)) * minute
  if (random < 0.93) return (1 + chance.below(20)) * hour
  return (1 + chance.below(6)) * day + chance.below(24) * hour
}

const raising = (chance: Chance, names: readonly Name[]): Step => {
  const kind = chance.of(kinds)
  return {
    ...{ after: timeUntil(chance), do: 'raise', kind, severity: chance.of(severities) },
    who: chance.in(0.6)
      ? 'analyst'
      : (chance.of(names.filter((name) => raisers.includes(name))) ?? 'analyst'),
    fn: chance.of(functions),
    subject:
      kind === 'people' && chance.in(0.7)
        ? (chance.of(names.filter((name) => raisers.includes(name))) ?? null)
        : null,
    submit: chance.in(0.92),
  }
}

/** Steps on one escalation by how often they are tried; the ones that fit are taken. */
const onOne = [
  ...(['acknowledge', 'acknowledge', 'request', 'request', 'request', 'decide', 'decide', 'decide'] as const),
  ...(['decide', 'start', 'resolve', 'resolve', 'close', 'reopen', 'reopen', 'undo', 'undo'] as const),
  ...([
    'edit',
    'edit',
    'severity',
    'severity',
    'pause',
    'pause',
    'resume',
    'assign',
    'ask',
    'merge',
  ] as const),
  'submit',
] as const

export const firstStep = (chance: Chance, { staff }: Expected): Step => raising(chance, staff.names)

/** Draws a step that may fit. */
export function drawStep(chance: Chance, { staff, cases }: Expected): Step {
  const after = timeUntil(chance)
  const who = chance.of(staff.names) ?? 'lead'
  const random = chance.random()
  if (random < 0.03) return { after, do: 'wait' }
  if (random < 0.07) return raising(chance, staff.names)
  if (random < 0.1) return { after, do: 'roleEnds', who }
  if (random < 0.13) {
    const to = chance.of(staff.names.filter((name) => rankOf(name) === rankOf(who))) ?? who
    return { after, do: 'delegate', who, to, hours: 1 + chance.below(72) }
  }
  if (random < 0.15) return { after, do: 'endDelegation', who }
  if (random < 0.17) return { after, do: 'ownDay', inDays: chance.below(6), works: chance.in(0.4) }
  const on = chance.below(cases.length)
  return drawOn(chance, { after, who: actorFor(chance, { who, item: cases[on] }), on, names: staff.names })
}

/** Often who has it, or raised it. */
function actorFor(chance: Chance, { who, item }: { who: Name; item: Case | undefined }): Name {
  if (!item || chance.in(0.6)) return who
  return chance.in(0.7) ? (item.holders[0] ?? item.raiser) : item.raiser
}

function drawOn(
  chance: Chance,
  { names, ...common }: { after: number; who: Name; on: number; names: readonly Name[] },
): Step {
  const what = chance.of(onOne)
  switch (what) {
    case 'decide':
      return { ...common, do: what, verdict: chance.in(0.75) ? 'approve' : 'reject' }
    case 'edit':
      return { ...common, do: what, fn: chance.of(functions) }
    case 'severity':
      return { ...common, do: what, to: chance.of(severities) }
    case 'pause':
      return { ...common, do: what, reason: chance.of(reasons) }
    case 'assign':
      return { ...common, do: what, to: chance.of(names) ?? 'lead' }
    case 'merge':
      return { ...common, do: what, into: 1 - common.on }
    case 'undo':
      return { ...common, after: (1 + chance.below(8)) * second, do: what }
    default:
      return { ...common, do: what }
  }
}
