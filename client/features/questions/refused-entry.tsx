import './question.css'
import { questionsOnPhone } from '#client/commands/questions.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'

type Props = { questionId: string; onOpen: (kind: 'answer' | 'again') => void }

/** Shows the words of an answer, or of asking again, that were refused: to be sent again or thrown away. */
export function RefusedEntries({ questionId, onOpen }: Props) {
  const t = useT()
  const toast = useToast()
  const answers = useUnsent(questionsOnPhone.answer, questionId)
  const asking = useUnsent(questionsOnPhone.askAgain, questionId)
  const both = [
    { kind: 'answer', unsent: answers },
    { kind: 'again', unsent: asking },
  ] as const
  return both.map(({ kind, unsent: { refused, discard } }) => {
    if (!refused?.input) return null
    const throwAway = async () => {
      if (!(await discard(refused.commandId))) toast({ text: t('question.failed') })
    }
    return (
      <section key={kind} className="question-entry">
        <p className="text-label text-strong">
          {t(
            refused.error?.details.reason === 'entry_newer'
              ? 'question.entry.newer'
              : 'question.entry.refused',
          )}
        </p>
        <p className="text-prose question-text">{refused.input.text}</p>
        <Button variant="text" size="row" onClick={() => onOpen(kind)}>
          {t('question.entry.resend')}
        </Button>
        <Button variant="text" size="row" onClick={() => void throwAway()}>
          {t('question.entry.throwAway')}
        </Button>
      </section>
    )
  })
}
