import type { Outcome } from '#shared/audits/rules.ts'
import type { Chance } from './identity.ts'
import { type AuditingTeam, type DemoPerson, newJoiner } from './people.ts'
import { type Weighted, weighted } from './queues.ts'
import type { RowOf } from './rows.ts'
import { type DemoPolicy, otherErrorRate, ratesOf } from './story.ts'

export const violating = 'violating'
export const allowed = 'non-violating'
const restricted = 'age-restricted'

export interface Where {
  person: DemoPerson
  team: AuditingTeam
  week: number
  /** Among the last days, of which less is verified yet. */
  recent: boolean
  shares: Weighted<DemoPolicy>
}

export interface Judgement {
  kind: RowOf<'audit'>['kind']
  policy: string
  moderator: string | null
  decision: string
  verified: string | null
  verifiedBy: RowOf<'audit'>['verified_by']
  targeted: boolean
  inclusion: number | null
}

/** Makes what was looked at, what the analyst decided and how it was verified. */
export function decide(where: Where, chance: Chance, turns: Map<string, number>): Judgement {
  const { person, recent, shares } = where
  const starting = person.key === newJoiner
  const policy = weighted(shares, chance)
  const kind = starting
    ? 'audit'
    : weighted(
        [
          ['audit', 70],
          ['appeal', 14],
          ['feedback', 11],
          ['policy_question', 5],
        ] as const,
        chance,
      )
  if (kind === 'feedback' || kind === 'policy_question') {
    const decision = kind === 'feedback' ? 'feedback-given' : 'answered'
    const none = { moderator: null, verified: null, verifiedBy: null, inclusion: null }
    return { kind, policy: policy.code, decision, targeted: false, ...none }
  }
  const targeted = kind === 'audit' && !starting && chance.next() < 0.03
  const pending = !starting && chance.next() < (recent ? 0.25 : 0.06)
  const outcome =
    targeted || pending ? byChance(person, chance) : outcomeIn(where, policy.code, { chance, turns })
  const [decision, verified] = labels(outcome, chance.next() < policy.violating, chance)
  const moderatorWrong = chance.next() < 0.09
  return {
    kind,
    policy: policy.code,
    moderator: moderatorWrong ? (verified === violating ? allowed : violating) : verified,
    decision,
    verified: pending ? null : verified,
    verifiedBy: pending
      ? null
      : kind === 'appeal'
        ? 'appeal_outcome'
        : chance.next() < 0.6
          ? 'gold'
          : 'second_review',
    targeted,
    inclusion: kind === 'appeal' ? 1 : targeted ? null : policy.code === 'minor-safety' ? 0.5 : 0.1,
  }
}

function byChance({ missed = 0, overEnforced = 0 }: DemoPerson, chance: Chance): Outcome {
  const drawn = chance.next()
  if (drawn < missed) return 'missed'
  if (drawn < missed + overEnforced) return 'over_enforced'
  return drawn > 1 - otherErrorRate ? 'other_error' : 'correct'
}

/** By the person's rates; what the story asks for comes in turn, and the rest by chance. */
function outcomeIn(
  { person, team, week }: Where,
  policy: string,
  { chance, turns }: { chance: Chance; turns: Map<string, number> },
): Outcome {
  const { even, ...rates } = ratesOf(person, { team, week, policy })
  if (person.key === newJoiner) return inTurn(turns, 'joiner', 0.125) ? 'missed' : 'correct'
  if (!even) return byChance({ ...person, ...rates }, chance)
  const { error, turn } = even
  const rate = error === 'missed' ? 'missed' : 'overEnforced'
  if (inTurn(turns, `${error} ${turn}`, rates[rate])) return error
  return byChance({ ...person, ...rates, [rate]: 0 }, chance)
}

function inTurn(turns: Map<string, number>, key: string, rate: number): boolean {
  const sum = (turns.get(key) ?? 0.5) + rate
  turns.set(key, sum >= 1 ? sum - 1 : sum)
  return sum >= 1
}

function labels(outcome: Outcome, violates: boolean, chance: Chance): [decision: string, verified: string] {
  if (outcome === 'missed') return [allowed, violating]
  if (outcome === 'over_enforced') return [violating, allowed]
  if (outcome === 'other_error') return [allowed, restricted]
  const label = violates ? violating : chance.next() < 0.06 ? restricted : allowed
  return [label, label]
}
