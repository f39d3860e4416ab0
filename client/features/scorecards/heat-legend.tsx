import './heat.css'
import { useFormat, useT } from '#client/lib/i18n.ts'

/** Side of a square of the key, CSS px. */
const side = 12

/** The key of the map: where each step of the hue begins, and what stands for few audits. */
export function HeatLegend({ steps, hatch }: { steps: readonly number[]; hatch: string }) {
  const t = useT()
  const { percent } = useFormat()
  return (
    <ul className="heat-legend text-caption">
      {steps.map((from, step) => (
        <li key={from} className="heat-key">
          <svg width={side} height={side} aria-hidden="true">
            <rect className={`heat-swatch heat-${step}`} width={side} height={side} />
          </svg>
          {t('trends.step', { from: percent(from) })}
        </li>
      ))}
      <li className="heat-key">
        <svg width={side} height={side} aria-hidden="true">
          <rect className="heat-swatch heat-3" x={3} y={3} width={6} height={6} />
        </svg>
        {t('trends.some')}
      </li>
      <li className="heat-key">
        <svg width={side} height={side} aria-hidden="true">
          <rect fill={hatch} width={side} height={side} />
        </svg>
        {t('trends.few')}
      </li>
    </ul>
  )
}
