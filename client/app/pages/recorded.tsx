import { useT } from '#client/lib/i18n.ts'
import { Part } from '#client/ui/part.tsx'

/** What Dure keeps about a person, who sees it, and what it does not keep. */
export function Recorded() {
  const t = useT()
  return (
    <div className="stack stack-wide">
      <Part look="heading" heading={t('recorded.kept')}>
        <ul className="stack text-prose">
          <li>{t('recorded.kept.audits')}</li>
          <li>{t('recorded.kept.notes')}</li>
          <li>{t('recorded.kept.checkIns')}</li>
          <li>{t('recorded.kept.views')}</li>
          <li>{t('recorded.kept.access')}</li>
        </ul>
      </Part>
      <Part look="heading" heading={t('recorded.sees')}>
        <ul className="stack text-prose">
          <li>{t('recorded.sees.me')}</li>
          <li>{t('recorded.sees.lead')}</li>
          <li>{t('recorded.sees.manager')}</li>
          <li>{t('recorded.sees.checkIns')}</li>
        </ul>
      </Part>
      <Part look="heading" heading={t('recorded.not')}>
        <p className="text-prose">{t('recorded.not.list')}</p>
      </Part>
    </div>
  )
}
