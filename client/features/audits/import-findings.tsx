import './import.css'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import { Part } from '#client/ui/part.tsx'
import type { ImportFindings as Findings, WordCount } from '#shared/audits/import-views.ts'
import { isEventKind, type Skipped, skipReasons } from '#shared/tables/skipped.ts'

/** People and labels of a list that are shown before the rest. */
const shown = 20

/** Names what the file says beyond single rows: people who were elsewhere, names that look alike, words of decisions. */
export function ImportFindings({ findings }: { findings: Findings }) {
  const t = useT()
  const verdictsOf = (field: Findings['verdicts'][number]['field']) =>
    findings.verdicts.filter((verdict) => verdict.field === field)
  const unsure = findings.verdicts.filter(({ known }) => !known)
  return (
    <>
      <Labels heading={t('import.people.absent')} labels={findings.absentPeople} />
      {findings.sameNames.map(({ word, instead }) => (
        <p key={word}>
          {instead.length > 0
            ? t('import.people.same', { name: word, references: instead.join(', ') })
            : t('import.people.same.none', { name: word })}
        </p>
      ))}
      {findings.confusables.map((names) => (
        <p key={names.join('\n')}>{t('import.confusables', { names: names.join(' · ') })}</p>
      ))}
      <Labels heading={t('import.policies.new')} labels={findings.newPolicies} />
      <Labels heading={t('import.labels.decision')} labels={verdictsOf('decision')} />
      <Labels heading={t('import.labels.verified_decision')} labels={verdictsOf('verified_decision')} />
      <Labels heading={t('import.labels.moderator_decision')} labels={verdictsOf('moderator_decision')} />
      <Labels heading={t('import.labels.unsure')} labels={unsure} />
      <Labels heading={t('import.labels.none')} labels={findings.noValues} />
      <SkippedEntries skipped={findings.skipped ?? []} />
    </>
  )
}

/** Returns the words of what was left out: a queue of Coop has its own name, an event of Ozone the name of its kind. */
function wordOf({ word, reason }: Skipped, t: Translate): string {
  if (reason === 'left_to_others') return word
  return isEventKind(word) ? t(`import.event.${word}`) : t('import.event.other', { kind: word })
}

/** Lists entries of another system's export that are no decisions, by why they were left out. */
function SkippedEntries({ skipped }: { skipped: readonly Skipped[] }) {
  const t = useT()
  return skipReasons.map((reason) => (
    <Labels
      key={reason}
      heading={t(`import.skipped.${reason}`)}
      labels={skipped
        .filter((entry) => entry.reason === reason)
        .map((entry) => ({ ...entry, word: wordOf(entry, t) }))}
    />
  ))
}

/** Shows the skips of Coop by queue; nothing of them is stored, and nobody is counted. */
export function CoopSkips({ skipped }: { skipped: readonly Skipped[] }) {
  const t = useT()
  return (
    <section className="stack">
      <output>{t('import.skipped.hint')}</output>
      <SkippedEntries skipped={skipped} />
    </section>
  )
}

function Labels({ heading, labels }: { heading: string; labels: readonly WordCount[] }) {
  const { number } = useFormat()
  const t = useT()
  if (labels.length === 0) return null
  return (
    <Part heading={heading} gap="none">
      <ul>
        {labels.slice(0, shown).map(({ word, rows }) => (
          <li key={word} className="import-reason">
            <span>{word}</span>
            <strong>{number(rows)}</strong>
          </li>
        ))}
      </ul>
      {labels.length > shown && (
        <p className="text-caption">{t('import.refusals.some', { shown, n: labels.length })}</p>
      )}
    </Part>
  )
}
