import { afterStart } from '#client/app/after-start.ts'
import { useT } from '#client/lib/i18n.ts'
import { Part } from '#client/ui/part.tsx'

/** Says what Dure keeps about a person, feature by feature, who sees it, and what it does not keep. */
export function Recorded() {
  const t = useT()
  const items = afterStart.useValue().flatMap(({ recorded }) => recorded)
  return (
    <div className="stack stack-wide">
      <Part variant="heading" heading={t('recorded.kept')}>
        <ul className="stack">
          {items.map(({ kept, seen }) => (
            <li key={kept}>
              <p className="text-prose">{t(kept)}</p>
              <p className="text-label text-quiet">{t(seen)}</p>
            </li>
          ))}
        </ul>
      </Part>
      <Part variant="heading" heading={t('recorded.not')}>
        <p className="text-prose">{t('recorded.not.list')}</p>
      </Part>
    </div>
  )
}
