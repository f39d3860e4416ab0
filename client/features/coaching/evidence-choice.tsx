import './choice.css'
import FileSearch from 'lucide-react/icons/file-search'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CaseView } from '#shared/audits/views.ts'
import type { NoteCriterion } from '#shared/coaching/fields.ts'
import { Choice } from './choice.tsx'
import { useCriterionText } from './criterion-text.ts'
import { evidenceLimit } from './error-cases.ts'

type Props = {
  /** What can be chosen. */
  cases: readonly CaseView[]
  criterion: NoteCriterion | null
  value: readonly string[]
  onChange: (evidence: string[]) => void
}

/** The point that the note is about, and the cases behind it. */
export function EvidenceChoice({ cases, criterion, value, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const point = useCriterionText()(criterion)
  const picked = value.length > 0 ? t('note.evidence.cases', { n: value.length }) : undefined
  const full = value.length >= evidenceLimit

  function toggle(auditId: string) {
    onChange(value.includes(auditId) ? value.filter((item) => item !== auditId) : [...value, auditId])
  }

  return (
    <>
      <Choice
        icon={<Icon icon={FileSearch} />}
        text={point ?? picked ?? t('note.evidence.none')}
        detail={point ? (picked ?? t('note.evidence.pick')) : undefined}
        onOpen={() => setOpen(true)}
      />
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t('note.evidence.pick')}
        footer={<Button onClick={() => setOpen(false)}>{t('note.evidence.use', { n: value.length })}</Button>}
      >
        {point && <p className="text-label text-quiet">{point}</p>}
        {cases.length === 0 && <EmptyState text={t('note.evidence.empty')} />}
        <ul className="sheet-rows choice-list">
          {cases.map(({ auditId, caseRef, policy, decidedAt, outcome }) => (
            <li key={auditId}>
              <label className="choice">
                <input
                  type="checkbox"
                  className="choice-check"
                  checked={value.includes(auditId)}
                  disabled={full && !value.includes(auditId)}
                  onChange={() => toggle(auditId)}
                />
                <span className="choice-text">
                  <span className="two-lines">
                    {caseRef} · {names.policy(policy)}
                  </span>
                  <span className="text-label text-quiet">
                    {t(`case.outcome.${outcome}`)} · {format.date(decidedAt)}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {full && <p className="text-label text-quiet">{t('note.evidence.limit', { n: evidenceLimit })}</p>}
      </Sheet>
    </>
  )
}
