import BookOpen from 'lucide-react/icons/book-open'
import MessageCircle from 'lucide-react/icons/message-circle'
import { paths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { can } from '#shared/policy.ts'
import type { QuestionView } from '#shared/questions/views.ts'
import { factsOf, teamsAsking, usePlaceNames, useQuestions } from './data.ts'

/** Policy questions: those to answer, the reader's own, and what others of the team were answered. */
export function QuestionsPage() {
  const t = useT()
  const me = useMe()
  const actor = actorOf(me)
  const query = useQuestions()
  const asks = teamsAsking(me).length > 0
  const waits = (question: QuestionView) =>
    question.status === 'open' && can(actor, 'question.answer', factsOf(question))
  const isOwn = ({ asker }: QuestionView) => asker.personId === me.person.personId
  return (
    <DetailPage
      title={t('question.title')}
      back={appPaths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        asks && (
          <Dock>
            <ButtonLink size="wide" to={paths.ask()}>
              {t('question.ask')}
            </ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {({ questions }) => (
          <>
            {questions.length === 0 && <EmptyState text={t(asks ? 'question.none' : 'question.none.lead')} />}
            <Group heading={t('question.waiting')} questions={questions.filter(waits)} />
            <Group heading={t('question.own')} questions={questions.filter(isOwn)} />
            <Group
              heading={t('question.others')}
              questions={questions.filter((question) => !waits(question) && !isOwn(question))}
            />
          </>
        )}
      </Loaded>
      <ul>
        <Row
          size="short"
          mark={<Icon icon={BookOpen} />}
          title={t('precedent.find')}
          to={paths.precedents()}
        />
      </ul>
    </DetailPage>
  )
}

function Group({ heading, questions }: { heading: string; questions: readonly QuestionView[] }) {
  return (
    <RowGroup heading={heading}>
      {questions.map((question) => (
        <QuestionRow key={question.questionId} question={question} />
      ))}
    </RowGroup>
  )
}

function QuestionRow({ question }: { question: QuestionView }) {
  const t = useT()
  const me = useMe()
  const format = useFormat()
  const placeOf = usePlaceNames()
  const now = useNow()
  const work = useEntityWork(question.questionId)
  const sync = useSyncMessage()(work)
  const { questionId, text, asker, status, onHold, dueAt, askedAt } = question
  const answers = status === 'open' && can(actorOf(me), 'question.answer', factsOf(question))
  const details = [
    asker.personId === me.person.personId ? undefined : t('ui.person', { name: asker.name }),
    placeOf(question).place,
    onHold && status === 'open' ? t('question.onHold.mark') : t(`question.status.${status}`),
  ]
  // A clock that is over is shown to whoever is to answer, and to nobody else.
  const mark = answers ? (
    <ClockMark state={dueAt && Date.parse(dueAt) < now ? 'over' : 'running'} />
  ) : (
    <Icon icon={MessageCircle} />
  )
  return (
    <Row
      size="middle"
      mark={mark}
      title={text}
      detail={sync && work?.state !== 'sent' ? sync : details.filter(Boolean).join(' · ')}
      aside={<span className="text-caption">{format.shortDate(askedAt)}</span>}
      to={paths.question(questionId)}
    />
  )
}
