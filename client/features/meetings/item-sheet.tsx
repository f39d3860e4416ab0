import { useState } from 'react'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { addItemInput } from '#shared/meetings/contracts.ts'
import type { AgendaItemView } from '#shared/meetings/views.ts'

type Props = { seriesId: string; item?: AgendaItemView; onClose: () => void }

/** Adds an item to the agenda, or changes one of one's own: its words, and who may read it. */
export function ItemSheet({ seriesId, item, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [itemId] = useState(() => item?.itemId ?? platform.newId())
  const form = useForm({
    initial: { text: item?.text ?? '', isPrivate: item?.isPrivate ?? false },
    read: (values) =>
      readWith(addItemInput, { seriesId, itemId, source: null, ...values }, fieldsNamed(['text'])),
    async send({ text, isPrivate, ...added }) {
      if (item)
        await enqueue(meetingsOnPhone.changeItem, { input: { itemId, text, isPrivate }, base: item.version })
      else await enqueue(meetingsOnPhone.addItem, { input: { ...added, text, isPrivate }, base: null })
    },
    say: () => t('meeting.item.missing'),
    refusal: () => ({ text: t('note.failed') }),
  })
  async function save() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(item ? 'meeting.item.change' : 'meeting.item.add')}
      footer={
        <Button disabled={form.busy} onClick={() => void save()}>
          {t(item ? 'meeting.item.save' : 'meeting.item.add')}
        </Button>
      }
    >
      <div className="stack">
        <TextArea label={t('meeting.item.text')} minRows={2} maxLength={1000} {...form.field('text')} />
        <Switch
          label={t('meeting.item.private')}
          hint={t('meeting.item.private.hint')}
          checked={form.values.isPrivate}
          onChange={(isPrivate) => form.change({ isPrivate })}
        />
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
      </div>
    </Sheet>
  )
}
