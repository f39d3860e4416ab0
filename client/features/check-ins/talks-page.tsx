import './talk.css'
import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ClockSpan } from '#client/ui/clock-span.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { TalkRequestView } from '#shared/check-ins/views.ts'
import { AnswerTalkSheet } from './answer-talk-sheet.tsx'
import { useTalks } from './data.ts'
import { CarePage } from './pages.tsx'

/** Lists who would like to talk with the reader: the clock is on the reader, and the answer is given here. */
export function TalksPage() {
  const t = useT()
  const back = useMe().roles.some(({ role }) => role !== 'partner') ? paths.wellbeing : paths.me
  const query = useTalks()
  return (
    <CarePage title={t('talk.title')} back={back} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(talks) => <Talks talks={talks} />}</Loaded>
      {isSettled(query) && (
        <ul className="talk-more">
          <Row title={t('wellbeing.protocol')} detail={t('wellbeing.protocol.hint')} to={paths.protocol} />
        </ul>
      )}
    </CarePage>
  )
}

function Talks({ talks }: { talks: readonly TalkRequestView[] }) {
  const t = useT()
  const [answering, setAnswering] = useState<TalkRequestView>()
  const asked = talks.filter(({ state }) => state === 'asked')
  const answered = talks.filter(({ state }) => state === 'answered')
  return (
    <>
      {asked.length + answered.length === 0 && <EmptyState text={t('talk.empty')} />}
      <RowGroup heading={t('talk.open')} limit={20} close>
        {asked.map((talk) => (
          <OpenTalk key={talk.requestId} talk={talk} onAnswer={() => setAnswering(talk)} />
        ))}
      </RowGroup>
      <RowGroup heading={t('talk.done')} limit={20} close>
        {answered.map((talk) => (
          <AnsweredTalk key={talk.requestId} talk={talk} />
        ))}
      </RowGroup>
      {answering && (
        <AnswerTalkSheet
          requestId={answering.requestId}
          from={answering.from}
          version={answering.version}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </>
  )
}

/** The span is the reader's time to answer; nothing here speaks about the person who asks. */
function OpenTalk({ talk, onAnswer }: { talk: TalkRequestView; onAnswer: () => void }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { from, askedAt, dueAt } = talk
  return (
    <li className="talk">
      <div className="talk-head">
        <div>
          <p className="text-strong">{t('ui.person', { name: from.name })}</p>
          <p className="text-label text-quiet">{t('talk.asked', { ago: format.ago(askedAt) })}</p>
        </div>
        <Button size="row" variant="secondary" onClick={onAnswer}>
          {t('talk.answer')}
        </Button>
      </div>
      <ClockSpan start={askedAt} due={dueAt} now={now} />
    </li>
  )
}

function AnsweredTalk({ talk }: { talk: TalkRequestView }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { requestId, from, answer, proposedAt, version } = talk
  const close = () =>
    void enqueue(checkInsOnPhone.closeTalk, { input: { requestId }, base: version }).catch(() =>
      toast({ text: t('talk.failed') }),
    )
  return (
    <Row
      size="middle"
      title={t('ui.person', { name: from.name })}
      detail={
        answer === 'time_proposed' && proposedAt
          ? t('talk.gave.time_proposed', { time: format.due(proposedAt) })
          : t('talk.gave.will_talk')
      }
      action={{ label: t('talk.close'), onSelect: close }}
    />
  )
}
