import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { drawsOnPhone } from '#client/commands/draws.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { VerifyInput } from '#shared/draws/contracts.ts'
import type { Stratifier } from '#shared/draws/rules.ts'
import type { ChosenView, DrawPreview, DrawView } from '#shared/draws/views.ts'

/** Returns one draw, with this reader's unsent verdicts in it. */
export const useDraw = (drawId: string) => useFoldedQuery(trpc.draws.one.queryOptions({ drawId }))

/** Returns a function that puts a verdict on this phone. */
export function useVerify(): (input: VerifyInput) => Promise<unknown> {
  const enqueue = useEnqueue()
  return (input) => enqueue(drawsOnPhone.verify, { input, base: null })
}

/** Asks for a command of this feature at once; what it changed is read again, also where it was refused. */
export function useAskDraws(): ReturnType<typeof useAskNow> {
  const askNow = useAskNow()
  const queries = useQueryClient()
  return useCallback(
    (contract, input, options) =>
      askNow(contract, input, options).finally(() => void queries.invalidateQueries(trpc.draws.pathFilter())),
    [askNow, queries],
  )
}

type Choice = Pick<DrawView, 'method' | 'by' | 'firstDay' | 'lastDay' | 'policy' | 'queue' | 'language'>

/** Returns what a draw is called in words: its method, and its frame. */
export function useDrawTexts() {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const stratumName = (by: Stratifier | null, name: string) =>
    name === '' ? t(by === null ? 'draw.stratum.all' : 'draw.stratum.none') : names[by ?? 'policy'](name)
  return {
    method: ({ method, by }: Pick<DrawView, 'method' | 'by'>) =>
      method === 'stratified' && by ? t(`draw.method.by.${by}`) : t(`draw.method.${method}`),
    frame: ({ firstDay, lastDay, policy, queue, language }: Choice) =>
      [
        t('draw.days', { first: format.shortDate(firstDay), last: format.shortDate(lastDay) }),
        policy && names.policy(policy),
        queue && names.queue(queue),
        language && names.language(language),
      ]
        .filter(Boolean)
        .join(' · '),
    stratum: ({ method, by }: Pick<DrawView, 'method' | 'by'>, name: string) =>
      stratumName(method === 'risk' ? 'policy' : method === 'stratified' ? by : null, name),
    excluded: (excluded: DrawPreview['excluded']) =>
      excluded
        .map(({ reason, n }) => t('draw.excluded', { why: t(`draw.excluded.${reason}`), n }))
        .join(' · '),
  }
}

export type Chosen = NonNullable<ChosenView>
