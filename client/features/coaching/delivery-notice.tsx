import './editor.css'
import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'

type Props = {
  subjectId: string
  name: string
  /** Keeps the note the writer's own until the two have talked; absent where that is possible no more. */
  onTalkFirst: (() => void) | undefined
}

/**
 * Where what is written now would reach the person at a bad hour: when it is delivered instead, and that one may talk
 * first. Why is not said, because it is worked out from the roster alone.
 */
export function DeliveryNotice({ subjectId, name, onTalkFirst }: Props) {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(trpc.checkIns.delivery.queryOptions({ personId: subjectId }))
  if (!data?.notBefore) return null
  return (
    <div className="editor-notice">
      <p>{t('note.delivery', { time: format.due(data.notBefore) })}</p>
      <p className="text-label text-quiet">{t('note.delivery.talk', { name })}</p>
      {onTalkFirst && (
        <Button variant="text" size="row" onClick={onTalkFirst}>
          {t('note.delivery.talkFirst')}
        </Button>
      )}
    </div>
  )
}
