import './own.css'
import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Raised } from '#client/ui/raised.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { isAtHardEnd, questionnaireConsentVersion } from '#shared/check-ins/questionnaire-rules.ts'
import type { OwnQuestionnaire, QuestionnaireAnswer } from '#shared/check-ins/views.ts'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { HelpCard } from './help-card.tsx'
import { answersDraft } from './questionnaire-form.tsx'

type Props = {
  own: OwnQuestionnaire
  /** The answer that was just sent. */
  sent: string | undefined
}

/** Scores of one's own in the pack's words, without a judgement; after an answer at the hard end, whom one can call. */
export function QuestionnaireHistory({ own, sent }: Props) {
  const t = useT()
  const { locale } = useMe().person
  const [removing, setRemoving] = useState<QuestionnaireAnswer | 'all'>()
  const { pack, consent, answers } = own
  const just = answers.find(({ answerId }) => answerId === sent)
  return (
    <>
      {just && isAtHardEnd(pack, just.values) && (
        <Raised label={t('help.title')}>
          <Heading level={2} variant="heading">
            {t('help.title')}
          </Heading>
          <HelpCard />
        </Raised>
      )}
      {answers.length > 0 && (
        <section aria-label={t('questionnaire.answers')}>
          <p className="inset text-prose">{pack.scoring.meaning[locale]}</p>
          <ul className="own-list">
            {answers.map((answer) => (
              <Answer
                key={answer.answerId}
                answer={answer}
                version={pack.version}
                onRemove={() => setRemoving(answer)}
              />
            ))}
          </ul>
        </section>
      )}
      <div className="inset stack">
        <p className="text-caption">{t('questionnaire.source', { source: pack.source })}</p>
        <p className="text-caption">{pack.licence}</p>
        {consent?.given && (
          <div>
            <Button variant="secondary" onClick={() => setRemoving('all')}>
              {t('consent.withdraw')}
            </Button>
          </div>
        )}
      </div>
      {removing && <RemoveSheet own={own} removing={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

function Answer({
  answer: { answerId, at, score, low, high, packVersion },
  version,
  onRemove,
}: {
  answer: QuestionnaireAnswer
  version: string
  onRemove: () => void
}) {
  const t = useT()
  const format = useFormat()
  return (
    <li className="own-entry">
      <Heading level={2}>{format.dateTime(at)}</Heading>
      <p className="text-prose">{t('questionnaire.score', { score, low, high })}</p>
      {packVersion !== version && (
        <p className="text-label text-quiet">{t('questionnaire.earlier', { version: packVersion })}</p>
      )}
      <SyncLine entity={answerId} />
      <div>
        <Button variant="text" size="row" onClick={onRemove}>
          {t('questionnaire.remove')}
        </Button>
      </div>
    </li>
  )
}

type Removing = { own: OwnQuestionnaire; removing: QuestionnaireAnswer | 'all'; onClose: () => void }

function RemoveSheet({ own: { pack }, removing, onClose }: Removing) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const all = removing === 'all'

  async function remove() {
    try {
      if (all)
        await enqueue(checkInsOnPhone.setQuestionnaireConsent, {
          input: {
            ...{ packId: pack.id, packVersion: pack.version },
            ...{ textVersion: questionnaireConsentVersion, given: false },
          },
          base: null,
          draftKey: answersDraft(pack.id),
        })
      else
        await enqueue(checkInsOnPhone.removeQuestionnaire, {
          input: { answerId: removing.answerId },
          base: null,
        })
      toast({ text: t('own.removed') })
      onClose()
    } catch {
      toast({ text: t('checkin.failed') })
    }
  }
  return (
    <ConfirmRemoval
      title={t(all ? 'consent.withdraw.title' : 'questionnaire.remove.title')}
      text={t(all ? 'questionnaire.withdraw.text' : 'own.remove.text')}
      yes={t(all ? 'consent.withdraw.yes' : 'questionnaire.remove')}
      onYes={() => void remove()}
      onClose={onClose}
    />
  )
}
