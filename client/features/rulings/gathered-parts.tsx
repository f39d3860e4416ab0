import './ruling.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { ledgerCauses } from '#shared/policies/rules.ts'
import { type Gathered, type Place, titleIn, useDecidedText, usePlaceNames } from './data.ts'

/** The facts of a write-up: the clause and version, counts by cause, and the time that they span. */
export function GatheredFacts({ place, gathered }: { place: Place; gathered: Gathered }) {
  const t = useT()
  const format = useFormat()
  const names = usePlaceNames()(place)
  const counts = ledgerCauses.flatMap((cause) => {
    const n = gathered.counts[cause]
    return n > 0 ? t('ledger.counted', { cause: t(`ledger.cause.${cause}`), n }) : []
  })
  const { from, to } = gathered
  const facts = [
    [t('ledger.policy'), names.policy],
    [t('writeUp.clause'), [names.number, titleIn(names, format.locale)].filter(Boolean).join(' ')],
    [t('writeUp.version'), names.version ?? t('ledger.version.none')],
    [t('writeUp.counts'), counts.join(' · ')],
    [
      t('writeUp.span'),
      from && to && t('writeUp.span.days', { from: format.date(from), to: format.date(to) }),
    ],
  ] as const
  return (
    <Part variant="ruled" heading={t('writeUp.facts')}>
      <DefinitionList variant="wrapped" className="ruling-facts">
        {facts.map(
          ([term, value]) =>
            value && (
              <Definition key={term} term={term}>
                {value}
              </Definition>
            ),
        )}
      </DefinitionList>
    </Part>
  )
}

/** The cases of a write-up by their numbers, linked for who leads the team. */
export function GatheredCases({ cases }: Pick<Gathered, 'cases'>) {
  const t = useT()
  const decidedText = useDecidedText()
  return (
    <RowGroup heading={t('writeUp.cases')} limit={10}>
      {cases.length === 0 ? (
        <Row title={t('writeUp.cases.none')} />
      ) : (
        cases.map(({ entryId, caseRef, causes, auditId, ...decided }) => (
          <Row
            key={entryId}
            size="middle"
            title={caseRef ?? t('writeUp.case.none')}
            detail={[...causes.map((cause) => t(`ledger.cause.${cause}`)), decidedText(decided)]
              .filter(Boolean)
              .join(' · ')}
            to={auditId ? appPaths.case(auditId) : undefined}
          />
        ))
      )}
    </RowGroup>
  )
}
