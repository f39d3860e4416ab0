import { useQuery } from '@tanstack/react-query'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { RuledScore } from '#shared/rulings/views.ts'

/** The scores of a person that rulings on a policy changed, with what changed and by which ruling. */
export function RuledScores({ personId }: { personId: string }) {
  const t = useT()
  const { data } = useQuery(trpc.rulings.changed.queryOptions({ personId }))
  if (!data || data.scores.length === 0) return null
  return (
    <RowGroup heading={t('ruling.scores')}>
      {data.scores.map((score) => (
        <ScoreRow key={`${score.precedentId} ${score.reviewId ?? score.auditId}`} score={score} />
      ))}
    </RowGroup>
  )
}

function ScoreRow({ score }: { score: RuledScore }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { data: policies = [] } = useQuery(trpc.policies.all.queryOptions())
  const clause = policies
    .find(({ code }) => code === score.policy)
    ?.clauses.find(({ clauseId }) => clauseId === score.clauseId)
  const why = t('ruling.why', {
    day: format.date(score.ruledAt),
    clause: [names.policy(score.policy), clause?.number].filter(Boolean).join(' '),
  })
  const percent = (share: number | null) =>
    share === null ? t('review.notScored') : format.number(Math.round(share * 1000) / 10)
  const outcome = ({ outcome, attributedTo }: NonNullable<RuledScore['verification']>['after']) =>
    attributedTo ? t('ruling.others') : t(`case.outcome.${outcome}`)
  const { verification, scores } = score
  const change = verification
    ? t('ruling.became', { before: outcome(verification.before), after: outcome(verification.after) })
    : scores &&
      t('ruling.score', { before: percent(scores.before.ownScore), after: percent(scores.after.ownScore) })
  return (
    <Row
      size="middle"
      title={[score.caseRef, change].filter(Boolean).join(' · ')}
      detail={why}
      to={
        score.auditId && verification ? paths.case(score.auditId) : questionPaths.precedent(score.precedentId)
      }
    />
  )
}
