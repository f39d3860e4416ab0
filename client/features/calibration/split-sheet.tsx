import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { usePolicyOptions } from '#client/lib/policy-options.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { EscalationRows } from '#client/ui/escalation-rows.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { calibration } from '#shared/calibration/contracts.ts'
import type { CaseResult, RoundCase, RoundView } from '#shared/calibration/views.ts'
import { policyOf, useAskCalibration, useLabel } from './data.ts'

type Props = {
  round: RoundView
  item: RoundCase
  result: CaseResult
  isLead: boolean
  onClose: () => void
}

/** Shows who gave what on one case; the lead takes it to the policy ledger with one tap. */
export function SplitSheet({ round, item, result, isLead, onClose }: Props) {
  const t = useT()
  const names = useNames()
  const format = useFormat()
  const label = useLabel(round.options)
  const { ask, busy } = useAskCalibration()
  const { online } = useWorkStatus()
  const { data: policies = [] } = useQuery({
    ...trpc.policies.all.queryOptions(),
    enabled: isLead && item.policy === null,
  })
  const raised = useFoldedQuery(
    trpc.escalations.raisedFrom.queryOptions({ kind: 'split', targetId: item.caseId }),
  )
  const policyOptions = usePolicyOptions(policies)
  const [policy, setPolicy] = useState('')
  const people = new Map(round.people.map(({ personId, name }) => [personId, name]))
  const { caseId, reference } = item
  const toLedger = () =>
    ask(
      (now) =>
        now(calibration.split, {
          ...{ roundId: round.roundId, caseId, policy: item.policy === null ? policy : null },
        }),
      t('round.ledger.added'),
    )
  return (
    <Sheet
      open
      onClose={onClose}
      title={reference}
      footer={
        isLead &&
        (result.inLedger ? (
          <ButtonLink variant="secondary" size="wide" to={policyPaths.ledger(round.teamId)}>
            {t('round.ledger.see')}
          </ButtonLink>
        ) : (
          <Button
            size="wide"
            disabled={busy || !online || (item.policy === null && policy === '')}
            onClick={() => void toLedger()}
          >
            {t('round.ledger')}
          </Button>
        ))
      }
    >
      <div className="stack">
        {(item.policy || item.description) && (
          <p className="text-label text-quiet">
            {[policyOf(item, { t, names }), item.description].filter(Boolean).join(' · ')}
          </p>
        )}
        {result.expected !== null && (
          <div>
            <p>{t('round.expected', { label: label(result.expected) })}</p>
            {result.supersededAt && (
              <p className="text-label text-quiet">
                {t('round.expected.superseded', { day: format.shortDate(result.supersededAt) })}
              </p>
            )}
          </div>
        )}
        <p>
          {result.consensus === null
            ? t('round.consensus.none')
            : t('round.consensus', { label: label(result.consensus) })}
        </p>
        <ul className="stack">
          {result.marks.map(({ personId, value, comment }) => (
            <li key={personId}>
              <span className="text-strong">
                {t('round.gave', { name: people.get(personId) ?? '', label: label(value) })}
              </span>
              {comment && <p className="text-prose">{comment}</p>}
            </li>
          ))}
        </ul>
        <EscalationRows rows={raised.data} />
        <ButtonLink
          variant="text"
          size="row"
          to={paths.raise({ split: `${round.roundId}.${item.caseId}`, team: round.teamId })}
        >
          {t('raise.title')}
        </ButtonLink>
        {isLead && item.policy === null && !result.inLedger && (
          <SelectField
            label={t('round.ledger.policy')}
            placeholder={t('round.ledger.choose')}
            value={policy}
            onChange={setPolicy}
            options={policyOptions}
          />
        )}
      </div>
    </Sheet>
  )
}
