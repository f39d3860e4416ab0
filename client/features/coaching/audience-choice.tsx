import './choice.css'
import Check from 'lucide-react/icons/check'
import UsersRound from 'lucide-react/icons/users-round'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import { AudienceMark } from '#client/ui/marks.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { type Audience, audiences, mayBecome } from '#shared/coaching/rules.ts'
import { Choice } from './choice.tsx'

type Props = {
  value: Audience | null
  /** What a revision may not fall behind. */
  atLeast: Audience | null
  name: string
  /** The managers who read what is shared with managers. */
  managers: string
  open: boolean
  onOpen: (open: boolean) => void
  onChange: (audience: Audience) => void
  error: string | undefined
}

/** Says who can read the note, as a full sentence; tapped, a sheet of three. */
export function AudienceChoice({ value, atLeast, name, managers, open, onOpen, onChange, error }: Props) {
  const t = useT()
  const sentence = (audience: Audience) => t(`note.audience.${audience}`, { name, readers: managers })
  return (
    <>
      <Choice
        icon={value ? <AudienceMark audience={value} /> : <Icon icon={UsersRound} />}
        text={value ? sentence(value) : t('note.readers.choose')}
        waiting={value === null}
        error={error}
        onOpen={() => onOpen(true)}
      />
      <Sheet open={open} onClose={() => onOpen(false)} title={t('note.readers.choose')}>
        <ul className="sheet-rows choice-list">
          {audiences.map((audience) => (
            <li key={audience}>
              <button
                type="button"
                className="choice"
                aria-pressed={audience === value}
                disabled={atLeast !== null && !mayBecome(atLeast, audience)}
                onClick={() => {
                  onChange(audience)
                  onOpen(false)
                }}
              >
                <AudienceMark audience={audience} />
                <span className="choice-text">{sentence(audience)}</span>
                {audience === value && <Icon icon={Check} />}
              </button>
            </li>
          ))}
        </ul>
        {atLeast !== null && atLeast !== 'me' && (
          <p className="text-label text-quiet">{t('note.readers.wider')}</p>
        )}
      </Sheet>
    </>
  )
}
