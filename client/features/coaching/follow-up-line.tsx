import './note.css'
import CalendarCheck from 'lucide-react/icons/calendar-check'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { followUpOf } from '#shared/coaching/contracts.ts'
import type { NoteView } from '#shared/coaching/views.ts'

/** When to come back to the note, and for its author that it was done. */
export function FollowUpLine({ note, mine }: { note: NoteView; mine: boolean }) {
  const t = useT()
  const format = useFormat()
  const enqueue = useEnqueue()
  const toast = useToast()
  const { noteId, followUpOn, followedUpAt } = note
  if (!followUpOn) return null

  async function finish() {
    await enqueue(coachingOnPhone.followedUp, { input: { noteId }, base: null }).catch(() =>
      toast({ text: t('note.failed') }),
    )
  }

  return (
    <section className="note-follow-up" aria-label={t('note.followup')}>
      <Icon icon={CalendarCheck} />
      <div>
        <p className="text-strong">
          {t('note.followup')} · {format.date(followUpOn)}
        </p>
        {followedUpAt && (
          <p className="text-label text-quiet">
            {t('note.followup.done', { day: format.shortDate(followedUpAt) })}
          </p>
        )}
        <SyncLine entity={followUpOf(noteId)} />
      </div>
      {mine && !followedUpAt && (
        <Button variant="secondary" size="row" onClick={() => void finish()}>
          {t('note.followup.finish')}
        </Button>
      )}
    </section>
  )
}
