import './esc.css'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { ResolveInput } from '#shared/escalations/contracts.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { useEscalationPeople } from './data.ts'

/** As many as a resolution may carry. */
const limit = 20

export type FollowUpDraft = ResolveInput['followUps'][number] & { key: string }

type Props = {
  view: EscalationView
  enabled: boolean
  value: readonly FollowUpDraft[]
  onChange: (drafts: FollowUpDraft[]) => void
  /** Returns the field of the draft's title. */
  title: (timestamp: number) => {
    value: string
    error: string | undefined
    onChange: (title: string) => void
  }
}

/** Lists what is still to be done once an escalation is resolved, by oneself or somebody who may read it. */
export function FollowUps({ view: { escalationId, events }, enabled, value, onChange, title }: Props) {
  const t = useT()
  const me = useMe().person
  const { platform } = useOffline().outbox
  const { data = [] } = useEscalationPeople(escalationId, enabled)
  // A partner is told of those who had something to do with it alone.
  const actors = events.flatMap(({ actor }) => actor ?? [])
  const people = new Map([...data, ...actors, me].map(({ personId, name }) => [personId, name]))
  const add = () =>
    onChange([...value, { key: platform.newId(), title: '', ownerId: me.personId, dueOn: null }])
  const change = (key: string, part: Partial<FollowUpDraft>) =>
    onChange(value.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)))
  const remove = (key: string) => onChange(value.filter((draft) => draft.key !== key))
  return (
    <>
      {value.map(({ key, ownerId, dueOn }, index) => (
        <fieldset
          key={key}
          className="esc-follow-up stack"
          aria-label={t('esc.followUp.number', { n: index + 1 })}
        >
          <Label as="p" aria-hidden>
            {t('esc.followUp.number', { n: index + 1 })}
          </Label>
          <TextField label={t('esc.followUp.what')} maxLength={300} autoFocus {...title(index)} />
          <SelectField
            label={t('esc.followUp.who')}
            value={ownerId}
            options={[...people].map(([personId, name]) => ({
              value: personId,
              label: t('ui.person', { name }),
            }))}
            onChange={(personId) => change(key, { ownerId: personId })}
          />
          <DateField
            label={t('esc.followUp.when')}
            optional
            value={dueOn ?? ''}
            onChange={(day) => change(key, { dueOn: day || null })}
          />
          <Button variant="text" onClick={() => remove(key)}>
            {t('esc.followUp.remove')}
          </Button>
        </fieldset>
      ))}
      {value.length < limit && (
        <Button variant="secondary" onClick={add}>
          {t('esc.followUp.add')}
        </Button>
      )}
    </>
  )
}
