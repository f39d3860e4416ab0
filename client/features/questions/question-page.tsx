import './question.css'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { questionsOnPhone } from '#client/commands/questions.ts'
import { paths } from '#client/commands/questions-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { ClockSpan } from '#client/ui/clock-span.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { EscalationRows } from '#client/ui/escalation-rows.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { undoSeconds, useToast } from '#client/ui/toast.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { KeepPrecedentInput } from '#shared/questions/contracts.ts'
import { anonymised } from '#shared/questions/rules.ts'
import type { QuestionEntry, QuestionView } from '#shared/questions/views.ts'
import { inLanguage, useHasLeft, useMay, usePlaceNames, useQuestion } from './data.ts'
import { EntrySheet } from './entry-sheet.tsx'
import { KeepSheet } from './keep-sheet.tsx'
import { RefusedEntries } from './refused-entry.tsx'

type Opened = 'answer' | 'again' | 'keep'

/** One question: the thread, its clock, and the one step that the reader has. */
export function QuestionPage() {
  const t = useT()
  const { questionId = '' } = useParams()
  const query = useQuestion(questionId)
  const question = query.data?.found
  const may = useMay(question)
  const placeOf = usePlaceNames()
  const hasLeft = useHasLeft(question)
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const toast = useToast()
  const { platform } = useOffline().outbox
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  const kept = question && keptText(question)
  const keep = async (input: Omit<KeepPrecedentInput, 'precedentId' | 'questionId'>): Promise<void> => {
    const precedentId = platform.newId()
    const { commandId } = await enqueue(questionsOnPhone.keep, {
      ...{ input: { precedentId, questionId, ...input }, base: null },
      notBefore: platform.clock.now() + undoSeconds * 1000,
    })
    const takeBack = async () => {
      if (!(await findUnsent(questionsOnPhone.keep, precedentId).discard(commandId)))
        toast({ text: t('precedent.sentAlready') })
    }
    toast({ text: t('precedent.kept'), onUndo: () => void takeBack() })
  }
  const settle = () =>
    void enqueue(questionsOnPhone.settle, { input: { questionId }, base: null }).catch(() =>
      toast({ text: t('question.failed') }),
    )
  const answered = question?.status === 'answered'
  return (
    <DetailPage
      title={question ? placeOf(question).policy : t('question.one')}
      back={paths.questions}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        ...(may.keeps && kept !== undefined
          ? [{ label: t('precedent.keep.edited'), onSelect: () => setOpened('keep') }]
          : []),
        ...(may.answers && answered
          ? [{ label: t('question.answer.more'), onSelect: () => setOpened('answer') }]
          : []),
        ...(may.pursues && !answered && !hasLeft
          ? [{ label: t('question.settle.early'), onSelect: settle }]
          : []),
        ...(question
          ? [
              {
                label: t('raise.title'),
                onSelect: () => navigate(appPaths.raise({ question: questionId, team: question.teamId })),
              },
            ]
          : []),
      ]}
      dock={
        question && (may.answers || may.pursues || may.keeps) ? (
          <QuestionDock
            question={question}
            may={may}
            hasLeft={hasLeft}
            onOpen={setOpened}
            onSettle={settle}
            onKeep={() =>
              kept && void keep(inLanguage(kept)).catch(() => toast({ text: t('question.failed') }))
            }
          />
        ) : undefined
      }
    >
      <Loaded query={query} notFound={t('question.gone')}>
        {({ found }) => <Thread question={found} onOpen={setOpened} />}
      </Loaded>
      {(opened === 'answer' || opened === 'again') && (
        <EntrySheet questionId={questionId} kind={opened} entries={question?.entries ?? []} onClose={close} />
      )}
      {opened === 'keep' && kept !== undefined && (
        <KeepSheet initial={inLanguage(kept)} onKeep={keep} onClose={close} />
      )}
    </DetailPage>
  )
}

/** Returns the last answer as it is kept at first; undefined without one. */
function keptText({ entries, asker, caseRef }: QuestionView): string | undefined {
  const answer = entries.findLast(({ isAnswer }) => isAnswer)
  return answer && anonymised(answer.text, { askerName: asker.name, caseRef })
}

type DockProps = {
  question: QuestionView
  may: ReturnType<typeof useMay>
  hasLeft: boolean
  onOpen: (opened: Opened) => void
  onSettle: () => void
  onKeep: () => void
}

function QuestionDock({ question, may, hasLeft, onOpen, onSettle, onKeep }: DockProps) {
  const t = useT()
  if (hasLeft)
    return (
      <Dock>
        <Button onClick={onSettle}>{t('question.settle.early')}</Button>
      </Dock>
    )
  if (may.pursues)
    return (
      <Dock>
        <Button
          variant={question.status === 'answered' ? 'secondary' : 'primary'}
          onClick={() => onOpen('again')}
        >
          {t(question.status === 'answered' ? 'question.again' : 'question.add')}
        </Button>
        {question.status === 'answered' && <Button onClick={onSettle}>{t('question.settle')}</Button>}
      </Dock>
    )
  if (may.answers && question.status === 'open')
    return (
      <Dock>
        <Button onClick={() => onOpen('answer')}>{t('question.answer')}</Button>
      </Dock>
    )
  if (may.keeps)
    return (
      <Dock>
        <Button onClick={onKeep}>{t('precedent.keep')}</Button>
      </Dock>
    )
  return null
}

type ThreadProps = { question: QuestionView; onOpen: (opened: Opened) => void }

function Thread({ question, onOpen }: ThreadProps) {
  const t = useT()
  const me = useMe()
  const format = useFormat()
  const place = usePlaceNames()(question)
  const hasLeft = useHasLeft(question)
  const { refused } = useUnsent(questionsOnPhone.ask, question.questionId)
  const raised = useFoldedQuery(
    trpc.escalations.raisedFrom.queryOptions({ kind: 'question', targetId: question.questionId }),
  )
  const own = question.asker.personId === me.person.personId
  const facts = [
    question.clauseId === null ? t('question.clause.none') : place.clause,
    place.version,
    question.caseRef && t('question.case.number', { number: question.caseRef }),
  ]
  return (
    <>
      <section className="question-head">
        <p className="text-label text-quiet">{facts.filter(Boolean).join(' · ')}</p>
        <p className="text-prose question-text">{question.text}</p>
        <p className="text-label text-quiet">
          {[
            own ? undefined : t('ui.person', { name: question.asker.name }),
            question.addressee
              ? t('question.asked.person', { name: question.addressee.name })
              : t('question.asked.lead'),
            format.date(question.askedAt),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {hasLeft && question.addressee && (
          <p className="text-strong">{t('question.asked.gone', { name: question.addressee.name })}</p>
        )}
        <Clock question={question} />
        <SyncLine
          entity={question.questionId}
          edit={refused ? paths.ask({ question: question.questionId }) : undefined}
        />
        {own && <p className="text-label text-quiet">{t('question.counts')}</p>}
      </section>
      {question.entries.length === 0 && question.status === 'open' && (
        <p className="inset inset-block text-quiet">{t('question.answer.none')}</p>
      )}
      {question.entries.map((entry) => (
        <Entry key={entry.entryId} entry={entry} />
      ))}
      <RefusedEntries questionId={question.questionId} onOpen={onOpen} />
      {question.status === 'settled' && (
        <p className="inset inset-block text-quiet">{t('question.status.settled')}</p>
      )}
      {question.precedentId && (
        <div className="inset inset-block">
          <ButtonLink variant="text" size="row" to={paths.precedent(question.precedentId)}>
            {t('precedent.open')}
          </ButtonLink>
          <SyncLine entity={question.precedentId} />
        </div>
      )}
      <EscalationRows rows={raised.data} />
    </>
  )
}

/** Whoever is to answer sees the clock run and run over; everybody else when the answer is due, and nothing that is over. */
function Clock({ question }: { question: QuestionView }) {
  const t = useT()
  const now = useNow()
  const format = useFormat()
  const { answers } = useMay(question)
  const { status, dueAt, onHold, askedAt, entries } = question
  if (status !== 'open') return onHold ? <p className="text-label">{t('question.onHold.answered')}</p> : null
  const lastAnswer = entries.findLastIndex(({ isAnswer }) => isAnswer)
  const begun = lastAnswer < 0 ? askedAt : (entries[lastAnswer + 1]?.addedAt ?? askedAt)
  return (
    <>
      {onHold && <p className="text-strong">{t('question.onHold.mark')}</p>}
      {dueAt && answers && <ClockSpan start={begun} due={dueAt} now={now} />}
      {dueAt && !answers && Date.parse(dueAt) > now && (
        <p className="text-label">{t('question.due', { due: format.due(dueAt) })}</p>
      )}
    </>
  )
}

function Entry({ entry }: { entry: QuestionEntry }) {
  const t = useT()
  const format = useFormat()
  const { author, isAnswer, text, addedAt } = entry
  return (
    <section className="question-entry">
      <p className="text-label text-quiet">
        {[
          t('ui.person', { name: author.name }),
          t(isAnswer ? 'question.entry.answer' : 'question.entry.again'),
          format.date(addedAt),
        ].join(' · ')}
      </p>
      <p className="text-prose question-text">{text}</p>
    </section>
  )
}
