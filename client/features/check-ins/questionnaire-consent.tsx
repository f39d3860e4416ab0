import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { questionnaireConsentVersion } from '#shared/check-ins/questionnaire-rules.ts'
import type { OwnQuestionnaire } from '#shared/check-ins/views.ts'

const parts = ['purpose', 'items', 'retention', 'sees', 'right'] as const

/** The consent to one version of one questionnaire, apart from that to check-ins. Both answers have the same size. */
export function QuestionnaireConsent({
  own: { pack, consent },
  retentionDays,
}: {
  own: OwnQuestionnaire
  retentionDays: number
}) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { locale } = useMe().person
  const title = pack.title[locale] ?? ''

  async function decide(given: boolean) {
    const input = {
      ...{ packId: pack.id, packVersion: pack.version },
      ...{ textVersion: questionnaireConsentVersion, given },
    }
    try {
      await enqueue(checkInsOnPhone.setQuestionnaireConsent, { input, base: null })
      toast({ text: t(given ? 'consent.given' : 'consent.refused.done') })
    } catch {
      toast({ text: t('checkin.failed') })
    }
  }

  return (
    <section className="inset inset-block stack stack-wide" aria-label={t('questionnaire.consent')}>
      <p className="text-prose">{t('questionnaire.consent.lead', { title })}</p>
      {consent?.given && <p className="text-prose">{t('wellbeing.sees.older')}</p>}
      {parts.map((part) => (
        <Part key={part} variant="plain" heading={t(`consent.${part}`)}>
          <p className="text-prose">
            {part === 'retention'
              ? t('consent.retention.text', { n: retentionDays })
              : t(`questionnaire.consent.${part}`)}
          </p>
        </Part>
      ))}
      <p className="text-caption">
        {t('questionnaire.version', { title, version: pack.version, n: questionnaireConsentVersion })}
      </p>
      <div className="cluster">
        <Button variant="secondary" onClick={() => void decide(false)}>
          {t('consent.refuse')}
        </Button>
        <Button variant="secondary" onClick={() => void decide(true)}>
          {t('consent.give')}
        </Button>
      </div>
    </section>
  )
}
