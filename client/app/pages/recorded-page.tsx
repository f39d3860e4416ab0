import './me.css'
import { OwnAccesses } from '#client/features/emergency/own-accesses.tsx'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { Recorded } from './recorded.tsx'

export function RecordedPage() {
  const t = useT()
  return (
    <DetailPage title={t('recorded.title')} back={paths.me}>
      <div className="inset inset-block">
        <Recorded />
      </div>
      <OwnAccesses />
    </DetailPage>
  )
}
