import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useFormat } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import type { rubrics } from '#shared/rubrics/contracts.ts'
import { translated } from '#shared/rubrics/rules.ts'
import type { RubricsView, RubricVersionView, Translated } from '#shared/rubrics/views.ts'

/** Returns the rubrics of the reader's teams, with this reader's unsent drafts in them. */
export const useRubrics = () => useFoldedQuery(trpc.rubrics.list.queryOptions())

/** Returns one version and the other versions of its rubric, the newest first. */
export function useVersion(versionId: string) {
  return useFound([{ options: trpc.rubrics.list.queryOptions(), unread: { versions: [] } }], {
    opened: true,
    find: ({ versions }: RubricsView) => {
      const version = versions.find((item) => item.versionId === versionId)
      return (
        version && {
          version,
          others: versions.filter((item) => item.rubricId === version.rubricId && item !== version),
        }
      )
    },
  })
}

/** Returns a function that picks a text's language by the reader's own. */
export function useTranslated(): (text: Translated) => { text: string; missing: boolean } {
  const { locale } = useFormat()
  return useCallback((text) => translated(text, locale), [locale])
}

/** Returns a function that asks for a change of one version, and reads the rubrics again. */
export function useChangeVersion() {
  const queries = useQueryClient()
  const askNow = useAskNow()
  return (
    contract: (typeof rubrics)['publish'] | (typeof rubrics)['archive'],
    { versionId, version }: RubricVersionView,
  ) =>
    askNow(contract, { versionId }, { base: version }).finally(
      () => void queries.invalidateQueries(trpc.rubrics.pathFilter()),
    )
}
