import { useT } from '#client/lib/i18n.ts'

/** What Dure keeps about a person, who sees it, and what it does not keep. */
export function Recorded() {
  const t = useT()
  return (
    <div className="stack stack-wide">
      <section className="stack">
        <h2 className="text-heading">{t('recorded.kept')}</h2>
        <ul className="stack text-prose">
          <li>{t('recorded.kept.audits')}</li>
          <li>{t('recorded.kept.notes')}</li>
          <li>{t('recorded.kept.checkIns')}</li>
          <li>{t('recorded.kept.views')}</li>
          <li>{t('recorded.kept.access')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2 className="text-heading">{t('recorded.sees')}</h2>
        <ul className="stack text-prose">
          <li>{t('recorded.sees.me')}</li>
          <li>{t('recorded.sees.lead')}</li>
          <li>{t('recorded.sees.manager')}</li>
          <li>{t('recorded.sees.checkIns')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2 className="text-heading">{t('recorded.not')}</h2>
        <p className="text-prose">{t('recorded.not.list')}</p>
      </section>
    </div>
  )
}
