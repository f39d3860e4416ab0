import './calibration.css'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Span } from '#client/ui/span.tsx'
import type { PersonResult, RoundAgreement, RoundResult, RoundView } from '#shared/calibration/views.ts'
import { useLabel } from './data.ts'
import { Drift } from './drift.tsx'
import { SplitSheet } from './split-sheet.tsx'

type Props = { round: RoundView; result: RoundResult; isLead: boolean }

/** Shows a round's result: how far the raters agree, where they split most, and each against most of the others. */
export function ResultParts({ round, result, isLead }: Props) {
  const t = useT()
  const { agreement, people, pairs, matrix, drift } = result
  return (
    <>
      <p className="inset inset-block">{t(sentenceOf(agreement))}</p>
      {agreement.raters === 2 && <p className="inset text-label">{t('round.two')}</p>}
      <Coefficients agreement={agreement} seed={round.seed} />
      <SplitCases {...{ round, result, isLead }} />
      <People people={people} isLead={isLead} />
      {pairs.length > 0 && <Pairs round={round} pairs={pairs} />}
      {matrix.length > 0 && <Matrix round={round} matrix={matrix} />}
      {drift.length > 1 && <Drift drift={drift} />}
    </>
  )
}

function sentenceOf({ raters, enough, band }: RoundAgreement) {
  if (raters < 2) return 'round.say.alone'
  if (!enough) return 'round.say.few'
  if (band === null) return 'round.say.undefined'
  return `round.say.${band}` as const
}

/** Shows of each of the three the figure, its interval, and the cases that it rests on. */
function Coefficients({ agreement, seed }: { agreement: RoundAgreement; seed: number }) {
  const t = useT()
  const format = useFormat()
  const { intervals, enough, pairableUnits: n } = agreement
  const share = (value: number) => format.percent(value)
  const decimals = (value: number) => value.toFixed(2)
  const rows = [
    ['percentAgreement', share],
    ['alpha', decimals],
    ['ac1', decimals],
  ] as const
  return (
    <RowGroup
      heading={t('round.agreement')}
      lead={<p className="inset text-label text-quiet">{t('round.seed', { seed })}</p>}
    >
      {rows.map(([name, say]) => {
        const value = agreement[name]
        const interval = intervals[name]
        const isSaid = enough && value !== null
        return (
          <Row
            key={name}
            title={t(`round.figure.${name}`)}
            detail={
              isSaid && interval
                ? t('round.range', { low: say(interval.low), high: say(interval.high), n })
                : t(isSaid ? 'round.noRange' : enough ? 'round.undefined' : 'round.few', {
                    n,
                  })
            }
            foot={
              isSaid && interval && <Span size="thin" range={[interval.low, interval.high]} mark={value} />
            }
            aside={isSaid && <span className="text-heading">{say(value)}</span>}
          />
        )
      })}
    </RowGroup>
  )
}

/** The cases on which the raters gave different answers, the most split first. */
function SplitCases({ round, result, isLead }: Props) {
  const t = useT()
  const label = useLabel(round.options)
  const [opened, setOpened] = useState<string>()
  const items = new Map(round.items.map((item) => [item.caseId, item]))
  const split = result.cases.filter(({ split }) => split !== null && split > 0)
  const found = split.find(({ caseId }) => caseId === opened)
  const item = found && items.get(found.caseId)
  if (split.length === 0)
    return result.agreement.raters < 2 ? null : <p className="inset inset-block">{t('round.split.none')}</p>
  return (
    <>
      <RowGroup heading={t('round.split')} limit={5}>
        {split.map(({ caseId, marks, inLedger }) => {
          const counts = round.options.flatMap(({ value }) => {
            const n = marks.filter((mark) => mark.value === value).length
            return n > 0 ? t('round.counted', { label: label(value), n }) : []
          })
          return (
            <Row
              key={caseId}
              size="today"
              title={items.get(caseId)?.reference ?? ''}
              detail={[...counts, inLedger && t('round.inLedger')].filter(Boolean).join(' · ')}
              foot={<Marks round={round} marks={marks} />}
              onOpen={() => setOpened(caseId)}
            />
          )
        })}
      </RowGroup>
      {found && item && (
        <SplitSheet {...{ round, item, isLead }} result={found} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

/** The scale from its first option to its last, with a mark for each rater. The words above it say the same. */
function Marks({ round, marks }: { round: RoundView; marks: RoundResult['cases'][number]['marks'] }) {
  return (
    <span className="calibration-marks" aria-hidden="true">
      {round.options.map(({ value }) => (
        <span key={value}>
          {marks
            .filter((mark) => mark.value === value)
            .map(({ personId }) => (
              <i key={personId} />
            ))}
        </span>
      ))}
    </span>
  )
}

/** Each against what most of the others gave: the reader alone, or all by name for who leads the team. */
function People({ people, isLead }: { people: readonly PersonResult[]; isLead: boolean }) {
  const t = useT()
  const format = useFormat()
  const me = useMe().person.personId
  return (
    <RowGroup
      heading={t('round.people')}
      limit={20}
      lead={isLead && <p className="inset text-label text-quiet">{t('round.people.order')}</p>}
    >
      {people.map(({ person, others, gold, self }) => (
        <Row
          key={person.personId}
          size="tight"
          title={person.personId === me ? t('round.me') : t('round.person', { name: person.name })}
          detail={[
            gold && gold.n > 0 && t('round.gold', { share: format.xOfN(gold.x, gold.n) }),
            self && self.n > 0 && t('round.self', { share: format.xOfN(self.x, self.n) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          aside={
            <span className="text-label">
              {others.n > 0 ? format.xOfN(others.x, others.n) : t('round.people.none')}
            </span>
          }
        />
      ))}
    </RowGroup>
  )
}

function Pairs({ round, pairs }: { round: RoundView; pairs: RoundResult['pairs'] }) {
  const t = useT()
  const format = useFormat()
  const names = new Map(round.people.map(({ personId, name }) => [personId, name]))
  const nameOf = (personId: string) => t('round.person', { name: names.get(personId) ?? '' })
  return (
    <RowGroup heading={t('round.pairs')} limit={5}>
      {pairs.map(({ people: [first, second], agreed }) => (
        <Row
          key={`${first} ${second}`}
          size="short"
          title={`${nameOf(first)} · ${nameOf(second)}`}
          aside={<span className="text-label">{format.xOfN(agreed.x, agreed.n)}</span>}
        />
      ))}
    </RowGroup>
  )
}

/** Which answers are taken for one another: pairs of ratings of one case. */
function Matrix({ round, matrix }: { round: RoundView; matrix: RoundResult['matrix'] }) {
  const t = useT()
  const label = useLabel(round.options)
  const countOf = (a: number, b: number) =>
    matrix.find((cell) => cell.a === Math.min(a, b) && cell.b === Math.max(a, b))?.n ?? 0
  return (
    <Part heading={t('round.matrix')} className="inset inset-block">
      <p className="text-label text-quiet">{t('round.matrix.what')}</p>
      <div className="calibration-table">
        <table>
          <thead>
            <tr>
              <td />
              {round.options.map(({ value }) => (
                <th key={value} scope="col">
                  {label(value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {round.options.map(({ value }, a) => (
              <tr key={value}>
                <th scope="row">{label(value)}</th>
                {round.options.map((other, b) => (
                  <td key={other.value} data-same={a === b || undefined}>
                    {countOf(a, b)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}
