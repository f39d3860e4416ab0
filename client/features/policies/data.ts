import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { FieldValues, Path } from 'react-hook-form'
import { type Form, type FormOptions, useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import type { PolicyView } from '#shared/policies/views.ts'

export const usePolicies = () => useQuery(trpc.policies.all.queryOptions())

/** Returns which version of a policy is in force today where the reader is. */
export function useInForce(): (policy: PolicyView) => PolicyView['versions'][number] | undefined {
  const format = useFormat()
  return ({ versions }) => versions.find(({ effectiveFrom }) => format.daysFromToday(effectiveFrom) <= 0)
}

/** Returns a text in the reader's language; `missing` names the language that was not written yet. */
export function useBoth(): (
  ko: string | null,
  en: string | null,
) => { text: string | null; missing: 'ko' | 'en' | undefined } {
  const { locale } = useFormat()
  return (ko, en) => ({
    text: locale === 'ko' ? (ko ?? en) : (en ?? ko),
    missing: ko === null ? 'ko' : en === null ? 'en' : undefined,
  })
}

/** Asks for a command of this feature at once; what it changed is read again, also where it was refused. */
export function useAskPolicies(): ReturnType<typeof useAskNow> {
  const askNow = useAskNow()
  const queries = useQueryClient()
  return useCallback(
    (contract, input, options) =>
      askNow(contract, input, options).finally(() => {
        void queries.invalidateQueries(trpc.policies.pathFilter())
        void queries.invalidateQueries(trpc.audits.names.queryFilter())
      }),
    [askNow, queries],
  )
}

const reasons = ['taken', 'order', 'known', 'circle'] as const

/** Holds a form of this feature, which says what the server refused at its field or above the buttons. */
export function usePolicyForm<Values extends FieldValues, Field extends Path<Values>, Input>({
  fields,
  ...options
}: Pick<FormOptions<Values, Field, Input>, 'initial' | 'read' | 'send'> & {
  fields: readonly Field[]
}): Form<Values, Field> {
  const t = useT()
  return useForm<Values, Field, Input>({
    ...options,
    say: () => t('policy.missing'),
    refusal: (thrown) => {
      const { code, details } = toAppError(thrown)
      const reason = reasons.find((known) => known === details.reason)
      return {
        field: fields.find((field) => field === details.field),
        text: reason ? t(`policy.refused.${reason}`) : t(`error.${code}`),
      }
    },
  })
}
