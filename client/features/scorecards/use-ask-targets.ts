import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import type { AppError } from '#shared/core/errors.ts'

/** Asks for a change of targets at once; every figure that is judged by them is read again, also where it was refused. */
export function useAskTargets(): ReturnType<typeof useAskNow> {
  const askNow = useAskNow()
  const queries = useQueryClient()
  return useCallback(
    (contract, input, options) =>
      askNow(contract, input, options).finally(
        () => void queries.invalidateQueries(trpc.scorecards.pathFilter()),
      ),
    [askNow, queries],
  )
}

const reasons = ['past', 'same', 'begun', 'targets_changed'] as const

/** Returns a function that says why the server took no change of a target. */
export function useTargetRefusal(): (error: AppError) => string {
  const t = useT()
  return ({ code, details }) => {
    const reason = reasons.find((known) => known === details.reason)
    return reason ? t(`targets.refused.${reason}`) : t(`error.${code}`)
  }
}
