import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { undoSeconds } from '#shared/escalations/approval-rules.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import type { Verdict } from '#shared/escalations/fields.ts'
import type { Reading } from '#shared/escalations/reading-rules.ts'
import type { DecisionView, EscalationView, RequestView } from '#shared/escalations/views.ts'

/** Why a decision did not go through; told as one sentence with a name and a time. */
export type Trouble =
  | { kind: 'taken'; name: string; verdict: 'approve' | 'reject'; at: string }
  | { kind: 'changed' }
  | { kind: 'tooLate' }
  | { kind: 'noAnswer' }
  | { kind: 'refused' }

function troubleOf(thrown: unknown): Trouble {
  const { code, details } = toAppError(thrown)
  const { by = '', verdict, at = '' } = details.values ?? {}
  if (details.reason === 'already_decided')
    return {
      ...{ kind: 'taken', name: String(by), at: String(at) },
      verdict: verdict === 'reject' ? 'reject' : 'approve',
    }
  if (details.reason === 'took_effect') return { kind: 'tooLate' }
  if (code === 'CONFLICT') return { kind: 'changed' }
  return code === 'UNAVAILABLE' || code === 'INTERNAL' || code === 'TOO_MANY_REQUESTS'
    ? { kind: 'noAnswer' }
    : { kind: 'refused' }
}

/** A decision of this reader that can still be taken back; `until` in milliseconds of this phone's clock. */
export type Own = { decision: DecisionView; until: number }

/** Returns, of the request as the server says it, one's own decision that has no effect yet. */
export function ownPending(request: RequestView | null, me: string, now: number): Own | undefined {
  const decision = request?.decisions.find(
    (decision) => decision.decider.personId === me && Date.parse(decision.takesEffectAt) > now,
  )
  return decision && { decision, until: Date.parse(decision.takesEffectAt) }
}

type Tried = { what: string; decisionId: string; reading: Reading | undefined }
const untried: Tried = { what: '', decisionId: '', reading: undefined }

/** Keeps the outcome of one request apart from the next one for the same escalation. */
type OfRequest<What> = { requestId: string | undefined; what: What }

/**
 * Deciding never waits in the outbox: it is asked of the server while the person looks on, or not at all. It names what
 * was looked at, so that nobody says yes to something else.
 */
export function useDecide(view: EscalationView | undefined) {
  const queries = useQueryClient()
  const { person } = useMe()
  const askNow = useAskNow()
  const { platform } = useOffline().outbox
  const requestId = view?.request?.requestId
  const [busy, setBusy] = useState(false)
  const [troubled, setTroubled] = useState<OfRequest<Trouble>>()
  const [decided, setDecided] = useState<OfRequest<Own>>()
  const [undone, setUndone] = useState<string>()

  /**
   * The same verdict and reason on the same request are the same decision, should the answer to the first try be lost: it is
   * sent as it was, with the reading of then.
   */
  const tried = useRef<Tried>(untried)

  async function run(work: () => Promise<void>): Promise<boolean> {
    setBusy(true)
    setTroubled(undefined)
    try {
      await work()
      return true
    } catch (thrown) {
      setTroubled({ requestId, what: troubleOf(thrown) })
      return false
    } finally {
      setBusy(false)
      void queries.invalidateQueries(trpc.escalations.pathFilter())
    }
  }

  async function decide(verdict: Verdict, reason: string | null, reading?: Reading): Promise<boolean> {
    const request = view?.request
    if (!view || !request || requestId === undefined) return false
    const { escalationId } = view
    const { contentVersion, decisions, decideFor } = request
    const what = JSON.stringify([requestId, contentVersion, verdict, reason])
    if (tried.current.what !== what) {
      const kept = verdict === 'ask' ? undefined : reading
      tried.current = { what, decisionId: platform.newId(), reading: kept }
    }
    const { decisionId, reading: measured } = tried.current
    return await run(async () => {
      const input = {
        ...{ escalationId, requestId, decisionId, contentVersion, verdict, reason },
        ...(measured && { reading: measured }),
      }
      const { at } = await askNow(escalations.decide, input)
      tried.current = untried
      if (verdict === 'ask') return
      const until = platform.clock.now() + undoSeconds * 1000
      const { personId, name } = person
      const decision: DecisionView = {
        ...{ decisionId, place: decisions.length + 1, decider: { personId, name }, for: decideFor },
        ...{ verdict, reason, at, takesEffectAt: new Date(until).toISOString(), alone: false },
      }
      setDecided({ requestId, what: { decision, until } })
    })
  }

  async function undo(own: Own): Promise<boolean> {
    if (!view) return false
    const input = { escalationId: view.escalationId, decisionId: own.decision.decisionId }
    const done = await run(async () => {
      await askNow(escalations.undo, input)
    })
    if (done) {
      setDecided(undefined)
      // The next reading no longer has it; until then it must not come back.
      setUndone(own.decision.decisionId)
    }
    return done
  }

  const ofThis = <What>(item: OfRequest<What> | undefined) =>
    item?.requestId === requestId ? item?.what : undefined
  const given = ofThis(decided)
  const trouble = ofThis(troubled)
  const now = platform.clock.now()
  const fromServer = ownPending(view?.request ?? null, person.personId, now)
  const own = given && given.until > now ? given : fromServer
  const pending = own?.decision.decisionId === undone ? undefined : own
  return { busy, trouble, given, pending, decide, undo }
}
