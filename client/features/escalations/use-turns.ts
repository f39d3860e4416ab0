import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { daysLater } from '#client/lib/calendar-day.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import type { AppError } from '#shared/core/errors.ts'
import { calendarDays, turnLimit } from '#shared/escalations/chain-rules.ts'
import type { TeamChain } from '#shared/escalations/chain-views.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import {
  addressesIn,
  planTurns,
  type RefusedTurn,
  type Turn,
  type TurnFile,
} from '#shared/escalations/turn-rules.ts'
import { calledLimit } from '#shared/shifts/queries.ts'

/** A calendar with whom its turns mean. */
export interface TurnPlan {
  source: string
  turns: Turn[]
  refused: RefusedTurn[]
}

export type TurnsState =
  | { kind: 'empty' }
  | { kind: 'reading' }
  | { kind: 'unreadable' }
  | { kind: 'too_many' }
  | { kind: 'planned' | 'running' | 'done'; plan: TurnPlan }
  | { kind: 'failed'; error: AppError }

/** Reads an on-call calendar on the phone, says whom it means, and sends it once the reader says so. */
export function useTurns({ teamId, zone, today, people, calendar }: TeamChain) {
  const queries = useQueryClient()
  const askNow = useAskNow()
  const [state, setState] = useState<TurnsState>({ kind: 'empty' })

  async function plan(file: File) {
    setState({ kind: 'reading' })
    const { readTurns } = await import('#shared/escalations/turn-file-rules.ts')
    const { UnreadableCalendar } = await import('#shared/shifts/calendar-file-rules.ts')
    try {
      const days = { first: today, last: daysLater(today, calendarDays) }
      const read = readTurns(new Uint8Array(await file.arrayBuffer()), { zone, ...days })
      const planned = planTurns(read, { people, personOf: await personByAddress(read) })
      if (planned.turns.length > turnLimit) return setState({ kind: 'too_many' })
      setState({ kind: 'planned', plan: { ...planned, source: read.name ?? file.name.slice(0, 200) } })
    } catch (error) {
      if (error instanceof UnreadableCalendar) setState({ kind: 'unreadable' })
      else setState({ kind: 'failed', error: toAppError(error) })
    }
  }

  async function personByAddress(read: TurnFile) {
    const addresses = addressesIn(read)
    const found = new Map<string, string>()
    for (let place = 0; place < addresses.length; place += calledLimit) {
      const called = addresses.slice(place, place + calledLimit)
      const asked = trpc.escalations.called.queryOptions({ teamId, called })
      const answer = await queries.fetchQuery({ ...asked, staleTime: 0, gcTime: 0 })
      for (const { called: word, personId } of answer.people) if (personId) found.set(word, personId)
    }
    return (address: string) => found.get(address) ?? null
  }

  async function run() {
    if (state.kind !== 'planned') return
    const { plan } = state
    setState({ kind: 'running', plan })
    try {
      const { source, turns } = plan
      await askNow(escalations.importCalendar, { teamId, source, turns }, { base: calendar?.version ?? null })
      setState({ kind: 'done', plan })
    } catch (error) {
      setState({ kind: 'failed', error: toAppError(error) })
    }
    await queries.invalidateQueries(trpc.escalations.chain.pathFilter())
  }
  return { state, plan, run }
}
