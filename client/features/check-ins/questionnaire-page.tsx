import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { removeDraft } from '#client/offline/outbox/drafts.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { OwnQuestionnaire } from '#shared/check-ins/views.ts'
import { useQuestionnaires } from './data.ts'
import { CarePage } from './pages.tsx'
import { QuestionnaireConsent } from './questionnaire-consent.tsx'
import { answersDraft, QuestionnaireForm } from './questionnaire-form.tsx'
import { QuestionnaireHistory } from './questionnaire-history.tsx'

/** A licensed questionnaire of one's own: its consent, its questions, and what was answered. */
export function QuestionnairePage() {
  const t = useT()
  const { locale } = useMe().person
  const { packId = '' } = useParams()
  const query = useQuestionnaires()
  const found = query.data?.packs.find(({ pack }) => pack.id === packId)
  return (
    <CarePage
      title={found?.pack.title[locale] ?? t('questionnaire.title')}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Loaded query={query}>
        {({ retentionDays }) =>
          found?.pack.title[locale] === undefined ? (
            <EmptyState text={t('questionnaire.gone')} />
          ) : (
            <Own own={found} retentionDays={retentionDays} />
          )
        }
      </Loaded>
    </CarePage>
  )
}

function Own({ own, retentionDays }: { own: OwnQuestionnaire; retentionDays: number }) {
  const [sent, setSent] = useState<string>()
  const { pack, consent, turnedOn } = own
  const consents = consent?.given === true && consent.packVersion === pack.version
  const { outbox } = useOffline()
  // A consent may also end on another device, or with the version that it was given to.
  useEffect(() => {
    if (!consents) removeDraft(outbox, answersDraft(pack.id)).catch(() => undefined)
  }, [consents, outbox, pack.id])
  return (
    <div className="stack stack-wide">
      {turnedOn && !consents && <QuestionnaireConsent own={own} retentionDays={retentionDays} />}
      {turnedOn && consents && <QuestionnaireForm own={own} onSent={setSent} />}
      <QuestionnaireHistory own={own} sent={sent} />
    </div>
  )
}
