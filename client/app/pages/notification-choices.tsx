import './me.css'
import { useState } from 'react'
import { inboxOnPhone } from '#client/commands/inbox.ts'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { choiceGroups, fixedGroups, timings } from '#shared/inbox/choice-rules.ts'
import type { SetChoicesInput } from '#shared/inbox/contracts.ts'
import type { ChoicesView } from '#shared/inbox/views.ts'

/** Chooses what is pushed and e-mailed at once, once a day or not at all. A tap shows at once and waits for a network. */
export function NotificationChoices({ zone }: { zone: string }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const choices = useFoldedQuery(trpc.inbox.choices.queryOptions())

  async function change(input: SetChoicesInput) {
    try {
      await enqueue(inboxOnPhone.setChoices, { input, base: null })
    } catch {
      toast({ text: t('me.notKept') })
    }
  }

  return (
    <Loaded query={choices} rows={6}>
      {(view) => (
        <>
          <Part heading={t('choices.email')}>
            <ByEmail choices={view} onChange={(email) => void change({ email })} />
          </Part>
          <Part heading={t('choices.title')}>
            <p>{t('choices.explained')}</p>
            <Timings choices={view} onChange={(input) => void change(input)} />
            {Object.values(view.timings).includes('digest') && (
              <DigestTime
                hour={view.digestAt}
                zone={zone}
                onChange={(digestAt) => void change({ digestAt })}
              />
            )}
          </Part>
        </>
      )}
    </Loaded>
  )
}

function ByEmail({ choices, onChange }: { choices: ChoicesView; onChange: (email: boolean) => void }) {
  const t = useT()
  const { email, sendsMail, address } = choices
  if (!sendsMail) return <p className="text-quiet">{t('choices.email.none')}</p>
  if (address === null) return <p className="text-quiet">{t('choices.email.noAddress')}</p>
  return (
    <Switch
      label={t('choices.email.switch')}
      hint={t('choices.email.hint', { address })}
      checked={email}
      onChange={onChange}
    />
  )
}

function Timings({
  choices,
  onChange,
}: {
  choices: ChoicesView
  onChange: (input: SetChoicesInput) => void
}) {
  const t = useT()
  const options = timings.map((value) => ({ value, label: t(`choices.timing.${value}`) }))
  return (
    <ul className="me-choices">
      {fixedGroups.map((group) => (
        <li key={group} className="me-choice">
          <div className="me-choice-text">
            {t(`choices.group.${group}`)}
            <p className="text-quiet">{t(`choices.why.${group}`)}</p>
          </div>
          <p className="me-choice-control text-quiet">{t('choices.fixed')}</p>
        </li>
      ))}
      {choiceGroups.map((group) => (
        <li key={group} className="me-choice">
          <span className="me-choice-text" aria-hidden="true">
            {t(`choices.group.${group}`)}
          </span>
          <div className="me-choice-control">
            <SelectField
              label={t(`choices.group.${group}`)}
              hideLabel
              value={choices.timings[group] ?? 'now'}
              options={options}
              onChange={(timing) => onChange({ timings: { [group]: timing } })}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The hour of the digest; a time that is being typed is kept once it is one. */
function DigestTime({
  hour,
  zone,
  onChange,
}: {
  hour: string
  zone: string
  onChange: (hour: string) => void
}) {
  const t = useT()
  const [typed, setTyped] = useState<string>()
  return (
    <TextField
      type="time"
      label={t('choices.digest')}
      hint={t('choices.digest.hint', { zone })}
      error={typed === '' ? t('choices.digest.wrong') : undefined}
      value={typed ?? hour}
      onChange={(next) => {
        setTyped(next)
        if (next) onChange(next)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
