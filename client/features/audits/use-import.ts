import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { type ImportForm, optionsOf } from './import-form.ts'
import { sendFile } from './import-stream.ts'

export type ImportState =
  | { kind: 'ready' }
  /** `share`: how much of the file was read, 0 to 1; null while it is still being sent. */
  | { kind: 'running'; dryRun: boolean; share: number | null }
  | { kind: 'finished'; report: ImportReport }
  | { kind: 'failed'; code: string; reason: string | null }
  | { kind: 'stopped' }

/** Sends a file for a check or for good. Leaving the page stops it, and a stopped import leaves nothing behind. */
export function useImport(teamId: string) {
  const queries = useQueryClient()
  const { personId } = useMe().person
  const [state, setState] = useState<ImportState>({ kind: 'ready' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  useUnsentEdit(state.kind === 'running')

  async function run(form: ImportForm, dryRun: boolean) {
    const options = optionsOf(form, teamId, dryRun)
    if (!options) return
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setState({ kind: 'running', dryRun, share: null })
    try {
      for await (const event of sendFile(form.file, options, { signal: control.signal, personId })) {
        if (control.signal.aborted) return
        if (event.type === 'error') setState({ kind: 'failed', code: event.code, reason: event.reason })
        else if (event.type === 'report') setState({ kind: 'finished', report: event.report })
        else if (event.phase === 'storing' && event.total)
          setState({ kind: 'running', dryRun, share: event.done / event.total })
      }
    } catch (error) {
      if (!control.signal.aborted) throw error
      return
    }
    if (dryRun) return
    await queries.invalidateQueries(trpc.scorecards.pathFilter())
    await queries.invalidateQueries(trpc.audits.pathFilter())
    await queries.invalidateQueries(trpc.people.me.pathFilter())
  }

  return {
    state,
    run,
    stop() {
      running.current?.abort()
      setState({ kind: 'stopped' })
    },
    reset: () => setState({ kind: 'ready' }),
  }
}
