import { useState } from 'react'
import { questionsOnPhone } from '#client/commands/questions.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { answerQuestionInput, askAgainInput } from '#shared/questions/contracts.ts'
import type { QuestionEntry } from '#shared/questions/views.ts'

type Props = {
  questionId: string
  kind: 'answer' | 'again'
  /** Those that are shown; an answer says that its writer had read as far as the last of them. */
  entries: readonly QuestionEntry[]
  onClose: () => void
}

/** Answers a question, or asks again; words that were refused are there to be written on. */
export function EntrySheet({ questionId, kind, entries, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [entryId] = useState(() => platform.newId())
  const isAnswer = kind === 'answer'
  const answers = useUnsent(questionsOnPhone.answer, questionId)
  const asking = useUnsent(questionsOnPhone.askAgain, questionId)
  const unsent = isAnswer ? answers : asking
  const { refused } = unsent
  // The writer read as far as the last entry that was there when writing began; a refused one is on no server.
  const [seenEntryId] = useState(() => {
    const isRefused = ({ entryId: id }: QuestionEntry) =>
      answers.commands.some(({ state, input }) => state === 'attention' && input?.entryId === id)
    return entries.findLast((entry) => !isRefused(entry))?.entryId ?? null
  })
  const form = useForm({
    initial: { text: refused?.input?.text ?? '' },
    read: ({ text }) =>
      readWith(
        isAnswer ? answerQuestionInput : askAgainInput,
        isAnswer ? { questionId, entryId, text, seenEntryId } : { questionId, entryId, text },
        fieldsNamed(['text']),
      ),
    send: (input) => {
      if (refused) return unsent.replace(refused.commandId, input, { base: null })
      return isAnswer
        ? enqueue(questionsOnPhone.answer, { input, base: null })
        : enqueue(questionsOnPhone.askAgain, { input, base: null })
    },
    say: () => t('question.text.missing'),
    refusal: () => ({ field: 'text', text: t('question.failed') }),
  })
  useUnsentEdit(form.dirty)

  async function send() {
    if (await form.submit()) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t(isAnswer ? 'question.answer' : 'question.again')}
      footer={
        <Button disabled={form.busy} onClick={() => void send()}>
          {t(isAnswer ? 'question.answer.send' : 'question.send')}
        </Button>
      }
    >
      <TextArea
        label={t(isAnswer ? 'question.answer.text' : 'question.text')}
        minRows={4}
        maxLength={isAnswer ? 4000 : 2000}
        {...form.field('text')}
      />
    </Sheet>
  )
}
