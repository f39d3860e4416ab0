import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useToast } from '#client/ui/toast.tsx'
import { labelOf, type Option } from '#shared/calibration/rules.ts'
import type { RoundCase } from '#shared/calibration/views.ts'

/** Returns the rounds that the reader takes part in, with what this phone has not sent yet. */
export const useRounds = () => useFoldedQuery(trpc.calibration.rounds.queryOptions())

/** Returns one round; its result once the reader may read it. */
export const useRound = (roundId: string) => useFoldedQuery(trpc.calibration.round.queryOptions({ roundId }))

/** Returns a function that labels a value in the reader's language; a decision is called as everywhere. */
export function useLabel(options: readonly Option[]): (value: string) => string {
  const { locale } = useFormat()
  const { decision } = useNames()
  return useCallback(
    (value) => {
      const isNamed = options.some(({ value: known, ko, en }) => known === value && (ko ?? en) !== null)
      return isNamed ? labelOf(options, value, locale) : decision(value)
    },
    [options, locale, decision],
  )
}

/** Returns the policy of a case with the version of it that held when its round was made; undefined where it names none. */
export function policyOf(
  { policy, policyVersion }: Pick<RoundCase, 'policy' | 'policyVersion'>,
  { t, names }: { t: ReturnType<typeof useT>; names: ReturnType<typeof useNames> },
): string | undefined {
  if (policy === null) return undefined
  const name = names.policy(policy)
  return policyVersion ? t('round.policy', { policy: name, version: policyVersion }) : name
}

/**
 * Asks for a command of this feature at once and says what came of it; what it changed is read again, also where it was
 * refused.
 */
export function useAskCalibration() {
  const t = useT()
  const askNow = useAskNow()
  const queries = useQueryClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const ask = useCallback(
    async (asking: (now: typeof askNow) => Promise<unknown>, done: string): Promise<boolean> => {
      setBusy(true)
      try {
        await asking(askNow)
        toast({ text: done })
        return true
      } catch (thrown) {
        const { code, details } = toAppError(thrown)
        toast({
          text: details.reason === 'reminded_already' ? t('round.remind.recent') : t(`error.${code}`),
        })
        return false
      } finally {
        setBusy(false)
        void queries.invalidateQueries(trpc.calibration.pathFilter())
      }
    },
    [askNow, queries, t, toast],
  )
  return { ask, busy }
}
