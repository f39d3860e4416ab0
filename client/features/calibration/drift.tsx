import './calibration.css'
import { useRef } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Part } from '#client/ui/part.tsx'
import { useSize } from '#client/ui/use-size.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import { driftOf, isSayable } from '#shared/calibration/drift-rules.ts'
import type { RoundResult } from '#shared/calibration/views.ts'
import { alphaBands } from '#shared/statistics/agreement-floors.ts'

type Points = RoundResult['drift']

/** Alpha over the team's ended rounds on the same scale: a sentence, the picture of it, and its figures. */
export function Drift({ drift }: { drift: Points }) {
  const t = useT()
  const format = useFormat()
  const found = driftOf(drift)
  const sentence =
    found.kind === 'few'
      ? t('round.drift.say.few')
      : t(`round.drift.say.${found.kind}`, {
          ...{ first: found.first.alpha.toFixed(2), latest: found.latest.alpha.toFixed(2) },
          n: found.rounds,
        })
  return (
    <Part heading={t('round.drift')} className="inset inset-block calibration-drift">
      <p>{sentence}</p>
      {found.kind !== 'few' && <DriftPlot drift={drift} sentence={sentence} />}
      <p className="text-label text-quiet">{t('round.drift.what')}</p>
      <div className="calibration-table">
        <table>
          <caption>
            <VisuallyHidden>{t('round.drift')}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('round.drift.round')}</th>
              <th scope="col">{t('round.figure.alpha')}</th>
              <th scope="col">{t('round.drift.range')}</th>
              <th scope="col">{t('round.drift.n')}</th>
            </tr>
          </thead>
          <tbody>
            {drift.map((point) => (
              <tr key={point.roundId}>
                <th scope="row">
                  {point.title}
                  <span className="text-caption"> {format.shortDate(point.createdAt)}</span>
                </th>
                <td>{isSayable(point) ? point.alpha.toFixed(2) : t('round.drift.few')}</td>
                <td>
                  {isSayable(point) && point.interval
                    ? `${point.interval.low.toFixed(2)} ~ ${point.interval.high.toFixed(2)}`
                    : '–'}
                </td>
                <td>{point.pairableUnits}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

const height = 112
/** Room for the words of the lines, at the reader's text size. */
const gutter = 32

/** Draws alpha with its interval, a round after the other, between the two bounds that it is judged by. */
function DriftPlot({ drift, sentence }: { drift: Points; sentence: string }) {
  const format = useFormat()
  const frame = useRef<HTMLDivElement>(null)
  const { width, text } = useSize(frame, 358)
  const said = drift.filter(isSayable)
  const bottom = Math.min(0, ...said.map(({ alpha, interval }) => interval?.low ?? alpha))
  const y = (alpha: number) => 8 + ((1 - alpha) / (1 - bottom)) * (height - 16)
  const plot = width - gutter * text
  const x = (place: number) => (plot * (place + 0.5)) / said.length
  const line = 16 * text
  const [first, latest] = [said[0], said.at(-1)]
  return (
    <div ref={frame}>
      <svg className="calibration-plot" role="img" aria-label={sentence} width={width} height={height + line}>
        {[alphaBands.rely, alphaBands.tentative].map((bound) => (
          <g key={bound}>
            <path className="calibration-bound" d={`M0 ${y(bound)}H${plot}`} />
            <text x={plot + 4} y={y(bound) + 4 * text}>
              {bound.toFixed(2)}
            </text>
          </g>
        ))}
        <path
          className="calibration-series"
          d={said.map(({ alpha }, place) => `${place === 0 ? 'M' : 'L'}${x(place)} ${y(alpha)}`).join('')}
        />
        {said.map(({ roundId, alpha, interval }, place) => (
          <g key={roundId}>
            {interval && (
              <path
                className="calibration-interval"
                d={`M${x(place)} ${y(interval.low)}V${y(interval.high)}M${x(place) - 4} ${y(interval.low)}h8M${x(place) - 4} ${y(interval.high)}h8`}
              />
            )}
            <circle
              className={interval ? undefined : 'calibration-hollow'}
              cx={x(place)}
              cy={y(alpha)}
              r={3}
            />
          </g>
        ))}
        <text x={0} y={height + line - 3}>
          {first && format.shortDate(first.createdAt)}
        </text>
        <text x={plot} y={height + line - 3} textAnchor="end">
          {latest && format.shortDate(latest.createdAt)}
        </text>
      </svg>
    </div>
  )
}
