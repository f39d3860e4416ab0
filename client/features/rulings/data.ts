import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import type { LedgerCause } from '#shared/policies/rules.ts'
import type { WriteUpsView } from '#shared/rulings/views.ts'

/** A place of the policy ledger: a policy with a clause and a version, where it has them. */
export interface Place {
  policy: string
  clauseId: string | null
  versionId: string | null
}
export interface PlaceNames {
  /** What the policy is called; its code is named anew in another language. */
  policy: string
  code: string
  number: string | undefined
  /** Of the clause, in both languages; null where it was not written. */
  titleKo: string | null
  titleEn: string | null
  version: string | undefined
}

/** Facts that a write-up is filled in with. */
export interface Gathered {
  counts: Readonly<Record<LedgerCause, number>>
  from: string | null
  to: string | null
  cases: readonly {
    entryId: string
    caseRef: string | null
    causes: readonly LedgerCause[]
    decision: string | null
    verified: string | null
    auditId: string | null
  }[]
}

const unread: WriteUpsView = []

/** Returns one write-up, also one that was written on this phone and is not sent. */
export function useWriteUp(escalationId: string) {
  return useFound([{ options: trpc.rulings.list.queryOptions(), unread }], {
    find: (view: WriteUpsView) => view.find((found) => found.escalationId === escalationId),
    opened: true,
  })
}

/** Names a place, as far as this phone knows its policy. */
export function usePlaceNames(): (place: Place) => PlaceNames {
  const names = useNames()
  const { data = [] } = useQuery(trpc.policies.all.queryOptions())
  return ({ policy: code, clauseId, versionId }) => {
    const policy = data.find((found) => found.code === code)
    const clause = policy?.clauses.find((found) => found.clauseId === clauseId)
    return {
      policy: names.policy(code),
      code,
      number: clause?.number,
      titleKo: clause?.titleKo ?? null,
      titleEn: clause?.titleEn ?? null,
      version: policy?.versions.find((found) => found.versionId === versionId)?.label,
    }
  }
}

/** Returns the title of a clause in a language, else in the other. */
export const titleIn = ({ titleKo, titleEn }: PlaceNames, locale: 'ko' | 'en'): string =>
  (locale === 'ko' ? (titleKo ?? titleEn) : (titleEn ?? titleKo)) ?? ''

/** Returns a place in few words: the policy, and the number and title of the clause. */
export function usePlaceText(): (place: Place) => string {
  const { locale } = useFormat()
  const namesOf = usePlaceNames()
  return (place) => {
    const names = namesOf(place)
    return [names.policy, names.number, titleIn(names, locale)].filter(Boolean).join(' ')
  }
}

/** Returns what was decided of a case and what verification said, in words; nothing before both are there. */
export function useDecidedText(): (found: { decision: string | null; verified: string | null }) => string {
  const t = useT()
  const names = useNames()
  return ({ decision, verified }) =>
    decision === null || verified === null
      ? ''
      : t('writeUp.case.decided', { decision: names.decision(decision), verified: names.decision(verified) })
}
