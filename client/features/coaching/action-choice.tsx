import ListPlus from 'lucide-react/icons/list-plus'
import SquareCheck from 'lucide-react/icons/square-check'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Label } from '#client/ui/label.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { Choice } from './choice.tsx'
import type { FormAction } from './note-form.ts'

/** As many as a note may carry. */
const limit = 20

type Props = {
  subject: PersonRef
  value: readonly FormAction[]
  onChange: (actions: FormAction[]) => void
  error: string | undefined
  /** Returns the day or the next one that is worked and on which its owner is not away. */
  workingDayFrom: (day: string, owner?: string) => string
}

/** Edits what was agreed: each item with what, who and until when. */
export function ActionChoice({ subject, value, onChange, error, workingDayFrom }: Props) {
  const t = useT()
  const format = useFormat()
  const { personId: me } = useMe().person
  const { outbox } = useOffline()
  const [edited, setEdited] = useState<FormAction>()
  const [moved, setMoved] = useState(false)
  const isNew = edited !== undefined && !value.some(({ actionId }) => actionId === edited.actionId)
  const message = ({ ownerId, dueOn }: FormAction) =>
    [
      ownerId === me ? t('note.action.me') : t('ui.person', { name: subject.name }),
      dueOn && t('note.action.due', { day: format.date(dueOn) }),
    ]
      .filter(Boolean)
      .join(' · ')

  function dueOnWorkingDay(action: FormAction): FormAction {
    const { dueOn, ownerId } = action
    const worked = dueOn && workingDayFrom(dueOn, ownerId)
    setMoved(worked !== dueOn)
    return { ...action, dueOn: worked }
  }

  function keep(action: FormAction) {
    const title = action.title.trim()
    if (title === '') return
    const kept = { ...action, title }
    onChange(
      isNew ? [...value, kept] : value.map((action) => (action.actionId === kept.actionId ? kept : action)),
    )
    setEdited(undefined)
  }

  function remove(action: FormAction) {
    onChange(value.filter(({ actionId }) => actionId !== action.actionId))
    setEdited(undefined)
  }

  return (
    <>
      {value.map((action) => (
        <Choice
          key={action.actionId}
          icon={<Icon icon={SquareCheck} />}
          text={action.title}
          detail={message(action)}
          onOpen={() => setEdited(action)}
        />
      ))}
      {value.length < limit && (
        <Choice
          icon={<Icon icon={ListPlus} />}
          text={t('note.action.add')}
          detail={value.length === 0 ? t('note.action.parts') : undefined}
          error={error}
          onOpen={() =>
            setEdited({
              actionId: outbox.platform.newId(),
              ownerId: subject.personId,
              title: '',
              dueOn: null,
            })
          }
        />
      )}
      <Sheet
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={t('note.action.title')}
        footer={
          edited && (
            <>
              {!isNew && (
                <Button variant="text" onClick={() => remove(edited)}>
                  {t('note.action.remove')}
                </Button>
              )}
              <Button disabled={edited.title.trim() === ''} onClick={() => keep(edited)}>
                {isNew ? t('note.action.keep') : t('note.action.change')}
              </Button>
            </>
          )
        }
      >
        {edited && (
          <div className="stack">
            <TextField
              label={t('note.action.what')}
              value={edited.title}
              maxLength={300}
              autoFocus
              enterKeyHint="done"
              onChange={(title) => setEdited({ ...edited, title })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep(edited)
              }}
            />
            <div>
              <Label>{t('note.action.who')}</Label>
              <ChipGroup
                label={t('note.action.who')}
                value={edited.ownerId}
                onChange={(ownerId) => setEdited(dueOnWorkingDay({ ...edited, ownerId }))}
                options={[
                  { value: subject.personId, label: t('ui.person', { name: subject.name }) },
                  { value: me, label: t('note.action.me') },
                ]}
              />
            </div>
            <DateField
              label={t('note.action.when')}
              optional
              value={edited.dueOn ?? ''}
              hint={moved ? t('note.followup.moved') : undefined}
              onChange={(day) => setEdited(dueOnWorkingDay({ ...edited, dueOn: day || null }))}
            />
          </div>
        )}
      </Sheet>
    </>
  )
}
