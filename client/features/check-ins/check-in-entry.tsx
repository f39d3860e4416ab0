import './own.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Heading } from '#client/ui/heading.tsx'
import type { CheckInView } from '#shared/check-ins/views.ts'
import { AnswerFaces } from './answer-faces.tsx'
import { useTakeBack } from './use-take-back.ts'

/** One check-in of one's own: what it says, who may see it and who has, and its way back. */
export function CheckInEntry({ checkIn, onRemove }: { checkIn: CheckInView; onRemove: () => void }) {
  const t = useT()
  const format = useFormat()
  const takeBack = useTakeBack()
  const { checkInId, at, answers, note, audience, reader, seenBy } = checkIn
  return (
    <li className="own-entry">
      <Heading level={2}>{format.dateTime(at)}</Heading>
      <AnswerFaces answers={answers} />
      {note && <p className="text-prose">{note}</p>}
      <p className="text-label text-quiet">
        {audience === 'lead'
          ? t('own.audience.lead', { name: reader?.name ?? '' })
          : t(`own.audience.${audience}`)}
      </p>
      <SyncLine entity={checkInId} />
      {seenBy.map(({ viewer, at: seenAt }) => (
        <p key={viewer.personId} className="text-label text-quiet">
          {t('own.seen', { name: viewer.name, time: format.dateTime(seenAt) })}
        </p>
      ))}
      <div className="cluster">
        {audience !== 'me' && (
          <Button variant="secondary" size="row" onClick={() => void takeBack(checkIn)}>
            {t(audience === 'lead' ? 'own.takeBack' : 'own.takeBack.total')}
          </Button>
        )}
        <ButtonLink variant="text" size="row" to={paths.sendToAgenda({ check_in: checkInId })}>
          {t('own.toAgenda')}
        </ButtonLink>
        <Button variant="text" size="row" onClick={onRemove}>
          {t('own.remove')}
        </Button>
      </div>
    </li>
  )
}
