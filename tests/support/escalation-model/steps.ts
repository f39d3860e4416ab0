import type { Fn } from './expected.ts'
import type { Name } from './people.ts'
import type { Severity } from './timeline.ts'

/** What happens so many milliseconds after the step before. `on`: which escalation of the sequence. */
export type Step = { after: number } & (
  | {
      do: 'raise'
      who: Name
      severity: Severity
      kind: string
      fn: Fn
      subject: Name | null
      submit: boolean
    }
  | {
      do: 'submit' | 'acknowledge' | 'start' | 'resume' | 'resolve' | 'close' | 'reopen' | 'request' | 'undo'
      who: Name
      on: number
    }
  | { do: 'ask'; who: Name; on: number }
  | { do: 'decide'; who: Name; on: number; verdict: 'approve' | 'reject' }
  | { do: 'edit'; who: Name; on: number; fn: Fn }
  | { do: 'severity'; who: Name; on: number; to: Severity }
  | { do: 'pause'; who: Name; on: number; reason: string }
  | { do: 'assign'; who: Name; on: number; to: Name }
  | { do: 'merge'; who: Name; on: number; into: number }
  | { do: 'delegate'; who: Name; to: Name; hours: number }
  | { do: 'endDelegation'; who: Name }
  | { do: 'roleEnds'; who: Name }
  | { do: 'ownDay'; inDays: number; works: boolean }
  | { do: 'wait' }
)

export const describeStep = ({ after, ...step }: Step): string =>
  `after ${after / 1000} s: ${Object.values(step).join(' ')}`
