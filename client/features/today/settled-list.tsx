import './settled.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import type { TodayView } from '#shared/today/views.ts'
import { useRowWords } from './row-words.ts'

type Props = { settled: TodayView['settled']; onTakeBack: (key: string) => void }

/** What was settled on this day, closed until it is asked for; each can be taken back. */
export function SettledList({ settled, onTakeBack }: Props) {
  const t = useT()
  const format = useFormat()
  const words = useRowWords()
  if (settled.length === 0) return null
  return (
    <details className="settled">
      <summary>{t('today.settled', { n: settled.length })}</summary>
      <ul>
        {settled.map(({ key, how, at, item }) => {
          const when = t(`today.settled.${how}`, { time: format.time(at) })
          const said = item && words(item)
          return (
            <Row
              key={key}
              title={said?.subject ?? t('today.settled.over')}
              detail={[when, said?.reason].filter(Boolean).join(' · ')}
              action={{ label: t('today.settled.back'), onSelect: () => onTakeBack(key) }}
            />
          )
        })}
      </ul>
    </details>
  )
}
