import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { differencesCsv } from '#shared/reviews/move-in-csv.ts'
import type { MoveInReport, ScoreDifference } from '#shared/reviews/move-in-views.ts'

/** Lines of a list that are shown before the rest is counted. */
const shown = 20

/** Shows what was read, or moved in: counts, differing scores, and what was not taken over. */
export function MoveInResult({ report }: { report: MoveInReport }) {
  const t = useT()
  const { problems, added, known, refused, changed, check } = report
  if (problems.length > 0) return <Problems problems={problems} />
  const isNew = Object.values(added).some(Boolean)
  const made = report.unknown.filter((person) => person.made).length
  return (
    <div className="stack stack-wide">
      <Part
        heading={t(check ? 'moveIn.checked' : isNew ? 'moveIn.done' : 'moveIn.nothing')}
        variant="heading"
      >
        <p>{t('moveIn.added', added)}</p>
        {added.machines > 0 && <p>{t('moveIn.machines', { n: added.machines })}</p>}
        {made > 0 && <p>{t(check ? 'moveIn.people.willMake' : 'moveIn.people.made', { n: made })}</p>}
        {known > 0 && <p>{t('moveIn.known', { n: known })}</p>}
        {refused > 0 && <p>{t('moveIn.refused', { n: refused })}</p>}
      </Part>
      {changed.length > 0 && (
        <Part heading={t('moveIn.changed', { n: changed.length })}>
          <p className="text-prose">
            {changed
              .map(({ externalId }) => externalId)
              .slice(0, shown)
              .join(', ')}
          </p>
        </Part>
      )}
      <Differences report={report} />
      <LeftOut leftOut={report.leftOut} />
    </div>
  )
}

function Problems({ problems }: Pick<MoveInReport, 'problems'>) {
  const t = useT()
  return (
    <Part heading={t('moveIn.problems')} variant="heading" role="alert">
      <ul className="stack stack-close">
        {problems.slice(0, shown).map(({ file, place, problem, detail }) => (
          <li key={`${file} ${place} ${problem}`}>
            {t('moveIn.place', { file, place })} {t(`moveIn.problem.${problem}`)}
            {detail !== null && <span className="text-quiet"> ({detail})</span>}
          </li>
        ))}
      </ul>
      <More n={problems.length - shown} />
    </Part>
  )
}

function More({ n }: { n: number }) {
  const t = useT()
  return n > 0 && <p className="text-label text-quiet">{t('moveIn.more', { n })}</p>
}

function Differences({ report: { differences, compared } }: { report: MoveInReport }) {
  const t = useT()
  const n = differences.length
  return (
    <Part heading={t('moveIn.differences')}>
      <p>
        {n === 0
          ? t('moveIn.differences.none', { of: compared })
          : t('moveIn.differences.n', { n, of: compared })}
      </p>
      <ul className="stack stack-close">
        {differences.slice(0, shown).map((difference) => (
          <li key={`${difference.place} ${difference.about}`}>
            <Difference difference={difference} />
          </li>
        ))}
      </ul>
      <More n={n - shown} />
      {n > 0 && (
        <Button
          variant="secondary"
          onClick={() => download('move-in-differences.csv', differencesCsv(differences))}
        >
          {t('moveIn.differences.download')}
        </Button>
      )}
    </Part>
  )
}

function Difference({ difference }: { difference: ScoreDifference }) {
  const t = useT()
  const { number } = useFormat()
  const { caseRef, stored, outOf, reckoned, reason } = difference
  const here = reckoned === null ? t('review.notScored') : number(Math.round(reckoned * 100) / 100)
  return (
    <>
      <p className="text-strong">{t('review.case', { number: caseRef })}</p>
      <p>{t('moveIn.difference', { stored: number(stored), of: number(outOf), here })}</p>
      <p className="text-label text-quiet">{t(`moveIn.why.${reason}`)}</p>
    </>
  )
}

function LeftOut({ leftOut }: Pick<MoveInReport, 'leftOut'>) {
  const t = useT()
  const byReason = [...Map.groupBy(leftOut, ({ reason }) => reason)]
  return (
    byReason.length > 0 && (
      <Part heading={t('moveIn.leftOut')}>
        <ul className="stack stack-close">
          {byReason.map(([reason, found]) => (
            <li key={reason}>
              <p>{t('moveIn.left', { what: t(`moveIn.left.${reason}`), n: found.length })}</p>
              <p className="text-label text-quiet">
                {[...new Set(found.map(({ about }) => about))].filter(Boolean).slice(0, shown).join(', ')}
              </p>
            </li>
          ))}
        </ul>
      </Part>
    )
  )
}
