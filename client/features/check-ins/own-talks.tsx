import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { TalkRequestView } from '#shared/check-ins/views.ts'

/** Shows what became of one's own requests to talk, each with its one step. */
export function OwnTalks({ talks }: { talks: readonly TalkRequestView[] }) {
  const t = useT()
  const open = talks.filter(({ state }) => state === 'asked' || state === 'answered')
  return (
    <RowGroup heading={t('talk.mine')} limit={9} close>
      {open.map((talk) => (
        <OwnTalk key={talk.requestId} talk={talk} />
      ))}
    </RowGroup>
  )
}

function OwnTalk({ talk }: { talk: TalkRequestView }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { requestId, to, state, unheard, version } = talk

  function detail(): string {
    if (unheard) return t('talk.unheard', { name: to.name })
    if (state === 'answered')
      return talk.answer === 'time_proposed' && talk.proposedAt
        ? t('talk.said.time_proposed', { time: format.due(talk.proposedAt) })
        : t('talk.said.will_talk')
    return talk.dueAt ? t('talk.waiting', { time: format.due(talk.dueAt) }) : t('talk.waiting.sent')
  }
  const end = () => {
    const ending = { input: { requestId }, base: version }
    const kept =
      state === 'answered'
        ? enqueue(checkInsOnPhone.closeTalk, ending)
        : enqueue(checkInsOnPhone.withdrawTalk, ending)
    void kept.catch(() => toast({ text: t('talk.failed') }))
  }
  return (
    <Row
      size="middle"
      title={t('ui.person', { name: to.name })}
      detail={detail()}
      action={{ label: t(state === 'answered' ? 'talk.close' : 'talk.withdraw'), onSelect: end }}
    />
  )
}
