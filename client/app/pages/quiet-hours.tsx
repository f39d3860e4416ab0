import './me.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Part } from '#client/ui/part.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { QuietHours as Hours } from '#shared/people/views.ts'

type Props = { quiet: Hours | null; onChange: (quiet: Hours | null) => void }

const usual: Hours = { from: '22:00', until: '08:00' }

/** When no push comes. A time that is being typed is kept once it is one, and the two differ. */
export function QuietHours({ quiet, onChange }: Props) {
  const t = useT()
  const [typed, setTyped] = useState<Hours>()
  const shown = typed ?? quiet ?? usual
  const wrong = shown.from === shown.until

  function type(change: Partial<Hours>) {
    const next = { ...shown, ...change }
    setTyped(next)
    if (next.from && next.until && next.from !== next.until) onChange(next)
  }

  return (
    <Part heading={t('quiet.title')}>
      <Switch
        label={t('quiet.switch')}
        hint={t('quiet.hint')}
        checked={quiet !== null}
        onChange={(on) => {
          setTyped(undefined)
          onChange(on ? usual : null)
        }}
      />
      {quiet && (
        <div className="me-quiet-hours">
          <TextField
            type="time"
            label={t('quiet.from')}
            value={shown.from}
            onChange={(from) => type({ from })}
            error={wrong ? t('quiet.same') : undefined}
          />
          <TextField
            type="time"
            label={t('quiet.until')}
            value={shown.until}
            onChange={(until) => type({ until })}
          />
        </div>
      )}
    </Part>
  )
}
