import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { CaseView } from '#shared/audits/views.ts'

/** Says by which rulings on a policy the verification of a case changed. */
export function RuledCase({ view }: { view: CaseView }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { data } = useQuery(trpc.rulings.changed.queryOptions({ personId: view.analyst.personId }))
  const { data: policies = [] } = useQuery(trpc.policies.all.queryOptions())
  const numbers = new Map(
    policies.flatMap(({ clauses }) => clauses.map(({ clauseId, number }) => [clauseId, number] as const)),
  )
  const ruled = data?.scores.filter(({ auditId, verification }) => verification && auditId === view.auditId)
  return ruled?.map(({ precedentId, ruledAt, policy, clauseId }) => (
    <p key={precedentId} className="inset inset-block">
      <Link to={paths.precedent(precedentId)}>
        {t('ruling.why', {
          day: format.date(ruledAt),
          clause: [names.policy(policy), clauseId && numbers.get(clauseId)].filter(Boolean).join(' '),
        })}
      </Link>
    </p>
  ))
}
