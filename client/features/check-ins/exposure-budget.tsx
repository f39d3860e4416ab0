import './exposure.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Span } from '#client/ui/span.tsx'
import type { ExposureFacts } from '#shared/check-ins/exposure-rules.ts'

type Facts = Pick<ExposureFacts, 'minutesToday' | 'overDay'> & { limit: number }

/** Returns how today's minutes stand to the limit, in words: what is over it is said to be over it. */
function useBudgetMessage() {
  const t = useT()
  const format = useFormat()
  const long = (minutes: number) => format.duration(minutes * 60_000)
  return ({ minutesToday, limit }: Facts): string => {
    const said = { minutes: long(minutesToday), budget: long(limit) }
    if (minutesToday === 0) return t('exposure.today.none', { budget: said.budget })
    const over = minutesToday - limit
    if (over > 0) return t('exposure.today.over', { ...said, over: long(over) })
    return t(over === 0 ? 'exposure.today.full' : 'exposure.today', said)
  }
}

/** Those words, in the colour of a clock that ran out once the limit is reached. */
export function BudgetText(facts: Facts) {
  const message = useBudgetMessage()(facts)
  return facts.overDay ? <span className="exposure-over">{message}</span> : message
}

/** The bar below the words: full, and in the colour of a clock that ran out, once the limit is passed. */
export const BudgetBar = ({ minutesToday, overDay, limit }: Facts) => (
  <Span
    size="thin"
    tone={overDay ? 'urgent' : 'span'}
    range={[0, overDay ? 1 : Math.min(1, minutesToday / limit)]}
  />
)
