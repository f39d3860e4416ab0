import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, correctNameInput } from '#shared/administration/contracts.ts'
import type { DirectoryPerson } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { useChangeForm } from './use-change-form.ts'

const fields = ['name'] as const

/** Puts a person's name right, as everybody sees it. */
export function NameSheet({ person, onClose }: { person: DirectoryPerson; onClose: () => void }) {
  const t = useT()
  const administer = useAdminister()
  const { personId } = person
  const form = useChangeForm({
    fields,
    initial: { name: person.name },
    read: ({ name }) => readWith(correctNameInput, { personId, name }, fieldsNamed(fields)),
    send: (input) => administer(administration.correctName, input),
  })

  async function save() {
    if (await form.submit()) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('admin.name.title')}
      footer={
        <Button
          size="wide"
          disabled={form.busy || form.values.name.trim() === person.name}
          onClick={() => void save()}
        >
          {t('admin.name.save')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('admin.name.what')}</p>
        <TextField
          label={t('admin.invite.name')}
          maxLength={200}
          autoComplete="off"
          {...form.field('name')}
        />
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
