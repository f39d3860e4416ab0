import './me.css'
import { afterStart } from '#client/app/after-start.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type Draft, removeDraft } from '#client/offline/outbox/drafts.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { draftPath } from './draft-path.ts'

/** A text that nobody sent yet: written on, or thrown away. */
export function DraftItem({ draft }: { draft: Draft }) {
  const t = useT()
  const format = useFormat()
  const { outbox } = useOffline()
  const path = draftPath(draft.draftKey, afterStart.useValue())
  return (
    <li className="me-work-item">
      <p className="text-strong">{t('work.draft')}</p>
      <p className="text-label text-quiet">{t('unsent.written', { time: format.dateTime(draft.savedAt) })}</p>
      <div className="cluster">
        {path && (
          <ButtonLink variant="secondary" size="row" to={path}>
            {t('unsent.edit')}
          </ButtonLink>
        )}
        <Button variant="text" size="row" onClick={() => void removeDraft(outbox, draft.draftKey)}>
          {t('unsent.discard')}
        </Button>
      </div>
    </li>
  )
}
