import './me.css'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { DetailPage } from '#client/ui/page.tsx'

export function AboutPage() {
  const t = useT()
  return (
    <DetailPage title={t('me.about')} back={paths.me}>
      <div className="inset stack text-prose inset-block">
        <p>{t('me.about.what')}</p>
        <p>{t('me.about.content')}</p>
        <p>{t('me.about.phone')}</p>
        <p className="text-quiet">{t('me.about.version', { version: DURE_VERSION })}</p>
      </div>
    </DetailPage>
  )
}
