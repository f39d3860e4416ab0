import { useQuery } from '@tanstack/react-query'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { type FinalOutcome, outcomesWith } from '#shared/audits/recheck-rules.ts'
import { isSameLabel } from '#shared/audits/rules.ts'
import type { CaseView } from '#shared/audits/views.ts'

/** A third verdict as it is being chosen. */
export type ChosenFinal = { decision: string; outcome: FinalOutcome | null }
export const noFinal: ChosenFinal = { decision: '', outcome: null }

type Props = {
  view: CaseView
  value: ChosenFinal
  error: string | undefined
  onChange: (value: ChosenFinal) => void
}

/** Asks for a third verdict on a case, and for what the analyst's decision is by it. */
export function FinalFields({ view, value, error, onChange }: Props) {
  const t = useT()
  const names = useNames()
  const labels = useLabels(view)
  const outcomes = value.decision === '' ? [] : outcomesWith(view, value.decision)
  function choose(decision: string) {
    const [only, ...others] = outcomesWith(view, decision)
    onChange({ decision, outcome: only && others.length === 0 ? only : null })
  }
  return (
    <div className="stack">
      <SelectField
        label={t('recheck.final')}
        placeholder={t('recheck.final.choose')}
        value={value.decision}
        onChange={choose}
        options={labels.map((label) => ({ value: label, label: names.decision(label) }))}
        error={error}
      />
      {outcomes.length > 0 && (
        <ChipGroup<FinalOutcome>
          label={t('recheck.final.outcome')}
          value={value.outcome ?? undefined}
          onChange={(outcome) => onChange({ ...value, outcome })}
          options={outcomes.map((outcome) => ({ value: outcome, label: t(`case.outcome.${outcome}`) }))}
        />
      )}
    </div>
  )
}

/** Returns the labels that can be a third verdict: those that this phone knows, each once, but not the analyst's own. */
function useLabels(view: CaseView): string[] {
  const { data: terms = [] } = useQuery(trpc.audits.names.queryOptions())
  const known = terms.filter(({ kind }) => kind === 'decision').map(({ code }) => code)
  const all = [view.verifiedDecision, view.moderatorDecision, ...known].filter((label) => label !== null)
  return all.filter(
    (label, index) =>
      !isSameLabel(label, view.decision) && all.findIndex((other) => isSameLabel(other, label)) === index,
  )
}
