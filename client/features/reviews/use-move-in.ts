import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { type ErrorCode, isErrorCode } from '#shared/core/errors.ts'
import type { MoveInOptions, MoveInReport, PersonToMake } from '#shared/reviews/move-in-views.ts'

export type MoveInState =
  | { kind: 'ready' }
  | { kind: 'running'; check: boolean }
  | { kind: 'finished'; report: MoveInReport }
  | { kind: 'failed'; code: ErrorCode; reason: string | null }

type Sent = Omit<MoveInOptions, 'files' | 'peopleSize'> & {
  files: readonly File[]
  /** Those of the people whom nobody knows who are to be made. */
  people: readonly PersonToMake[]
}

/** Sends the files of an export for a check or for good. Leaving the page stops it, and a stopped move stores nothing. */
export function useMoveIn() {
  const queries = useQueryClient()
  const { personId } = useMe().person
  const [state, setState] = useState<MoveInState>({ kind: 'ready' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  useUnsentEdit(state.kind === 'running')

  async function run({ files, people, ...options }: Sent) {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setState({ kind: 'running', check: options.check })
    const next = await send({ files, people, ...options }, { signal: control.signal, personId })
    if (control.signal.aborted) return
    setState(next)
    if (options.check) return
    for (const feature of [trpc.reviews, trpc.rubrics, trpc.calibration, trpc.scorecards, trpc.people])
      await queries.invalidateQueries(feature.pathFilter())
  }
  return { state, run, reset: () => setState({ kind: 'ready' }) }
}

async function send(
  { files, people, ...options }: Sent,
  { signal, personId }: { signal: AbortSignal; personId: string },
): Promise<MoveInState> {
  const made = new Blob(people.length > 0 ? [JSON.stringify(people)] : [])
  const named: MoveInOptions = {
    ...options,
    files: files.map(({ name, size }) => ({ name, size })),
    peopleSize: made.size,
  }
  try {
    const response = await fetch(`/api/move-in?${new URLSearchParams({ options: JSON.stringify(named) })}`, {
      method: 'POST',
      body: new Blob([...files, made]),
      headers: { 'content-type': 'application/octet-stream', 'x-dure': '1', 'x-dure-person': personId },
      signal,
    })
    const answer: { report?: unknown; error?: { code?: unknown; details?: { reason?: unknown } } } =
      await response.json()
    const { moveInReport } = await import('#shared/reviews/move-in-views.ts')
    const report = moveInReport.safeParse(answer.report)
    if (report.success) return { kind: 'finished', report: report.data }
    const { code, details } = answer.error ?? {}
    const reason = typeof details?.reason === 'string' ? details.reason : null
    return { kind: 'failed', code: isErrorCode(code) ? code : 'INTERNAL', reason }
  } catch {
    return { kind: 'failed', code: 'UNAVAILABLE', reason: 'network' }
  }
}
