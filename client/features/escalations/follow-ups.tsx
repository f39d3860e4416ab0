import './esc.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { ResolveInput } from '#shared/escalations/contracts.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { useEscalationPeople } from './data.ts'

/** As many as a resolution may carry. */
const most = 20

type Draft = ResolveInput['followUps'][number] & { key: string; error?: string | undefined }

/** What is still to be done once an escalation is resolved, by oneself or somebody who may read it. */
export function useFollowUps({ escalationId, events }: EscalationView, enabled: boolean) {
  const me = useMe().person
  const { platform } = useOffline().outbox
  const { data = [] } = useEscalationPeople(escalationId, enabled)
  const [drafts, setDrafts] = useState<readonly Draft[]>([])
  useUnsentEdit(drafts.length > 0)
  // A partner is told of those who had something to do with it alone.
  const actors = events.flatMap(({ actor }) => actor ?? [])
  const known = new Map([...data, ...actors, me].map(({ personId, name }) => [personId, { personId, name }]))
  const people: PersonRef[] = [...known.values()]
  return {
    people,
    drafts,
    add: () =>
      setDrafts([...drafts, { key: platform.newId(), title: '', ownerId: me.personId, dueOn: null }]),
    change: (key: string, change: Partial<Draft>) =>
      setDrafts(drafts.map((one) => (one.key === key ? { ...one, ...change } : one))),
    remove: (key: string) => setDrafts(drafts.filter((one) => one.key !== key)),
    clear: () => setDrafts([]),
    /** Undefined where one of them cannot go, which then says why. */
    take(fault: (title: string) => string | undefined): ResolveInput['followUps'] | undefined {
      const checked = drafts.map((one) => ({
        ...one,
        title: one.title.trim(),
        error: fault(one.title.trim()),
      }))
      setDrafts(checked)
      if (checked.some(({ error }) => error)) return undefined
      return checked.map(({ title, ownerId, dueOn }) => ({ title, ownerId, dueOn }))
    },
  }
}

type Props = Omit<ReturnType<typeof useFollowUps>, 'clear' | 'take'>

export function FollowUps({ people, drafts, add, change, remove }: Props) {
  const t = useT()
  return (
    <>
      {drafts.map(({ key, title, ownerId, dueOn, error }, at) => (
        <fieldset
          key={key}
          className="esc-follow-up stack"
          aria-label={t('esc.followUp.number', { n: at + 1 })}
        >
          <Label as="p" aria-hidden>
            {t('esc.followUp.number', { n: at + 1 })}
          </Label>
          <TextField
            label={t('esc.followUp.what')}
            value={title}
            error={error}
            maxLength={300}
            autoFocus
            onChange={(text) => change(key, { title: text, error: undefined })}
          />
          <SelectField
            label={t('esc.followUp.who')}
            value={ownerId}
            options={people.map(({ personId, name }) => ({
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
      {drafts.length < most && (
        <Button variant="secondary" onClick={add}>
          {t('esc.followUp.add')}
        </Button>
      )}
    </>
  )
}
