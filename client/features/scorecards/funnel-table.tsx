import './funnel.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import type { Compared } from '#shared/scorecards/comparison-rules.ts'
import { estimateOf } from '#shared/scorecards/rate-rules.ts'
import { wilson } from '#shared/statistics/interval.ts'

type Props = {
  caption: string
  people: readonly Compared[]
  nameOf: (personId: string) => string
  positionOf: (person: Compared) => string
}

/** The same people as the drawing, in the order of their names, with what is too few for a percentage. */
export function FunnelTable({ caption, people, nameOf, positionOf }: Props) {
  const t = useT()
  const format = useFormat()
  return (
    <div className="funnel-table">
      <table>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('funnel.person')}</th>
            <th scope="col">{t('chart.value')}</th>
            <th scope="col">{t('chart.note')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            const { personId, rate, value, n } = person
            const { x, n: tries } = estimateOf(rate)
            const interval = value === null ? null : wilson(x, tries)
            return (
              <tr key={personId}>
                <th scope="row">{nameOf(personId)}</th>
                <td>
                  {value === null ? format.xOfN(rate.x, rate.n) : format.percent(value)}
                  {interval && (
                    <span className="funnel-detail">
                      {t('funnel.interval', {
                        range: format.percentRange(interval.low, interval.high),
                        n: format.number(n),
                      })}
                    </span>
                  )}
                </td>
                <td>{positionOf(person)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
