import './settled.css'
import { useT } from '#client/lib/i18n.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Row } from '#client/ui/row.tsx'
import type { TodayView } from '#shared/today/views.ts'
import { rowMessage, useRowReader } from './use-row-reader.tsx'

type Props = { settled: TodayView['settled']; kinds: RowKinds; onTakeBack: (key: string) => void }

/** Lists what was settled on this day, closed until it is asked for; each can be taken back. */
export function SettledList(props: Props) {
  const t = useT()
  const n = props.settled.length
  if (n === 0) return null
  return (
    <details className="settled">
      <summary>{t('today.settled', { n })}</summary>
      <ul>
        <SettledRows {...props} />
      </ul>
    </details>
  )
}

/** Rows of what was settled: how, when, and the way back. */
export function SettledRows({ settled, kinds, onTakeBack }: Props) {
  const reader = useRowReader()
  const { t, format } = reader
  return settled.map(({ key, how, at, item }) => {
    const when = t(`today.settled.${how}`, { time: format.time(at) })
    const said = item && rowMessage(kinds, item, reader)
    return (
      <Row
        key={key}
        title={said?.subject ?? t('today.settled.over')}
        detail={[when, said?.why].filter(Boolean).join(' · ')}
        action={{ label: t('today.settled.back'), onSelect: () => onTakeBack(key) }}
      />
    )
  })
}
