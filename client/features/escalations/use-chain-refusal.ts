import { useT } from '#client/lib/i18n.ts'
import type { AppError } from '#shared/core/errors.ts'

const reasons = ['past', 'not_reachable', 'chain_changed'] as const

/** Returns a function that says why the server took no chain or calendar. */
export function useChainRefusal(): (error: AppError) => string {
  const t = useT()
  return ({ code, details }) => {
    const reason = reasons.find((known) => known === details.reason)
    return reason ? t(`onCall.refused.${reason}`) : t(`error.${code}`)
  }
}
