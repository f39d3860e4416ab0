import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'

type Texts = { textKo: string | null; textEn: string | null }
type Props = { initial: Texts; onKeep: (texts: Texts) => Promise<void>; onClose: () => void }

const written = (text: string) => (text.trim() === '' ? null : text.trim())

/** Puts an answer into the words of a precedent, in one language or in both, before everybody reads it. */
export function KeepSheet({ initial, onKeep, onClose }: Props) {
  const t = useT()
  const form = useForm<{ textKo: string; textEn: string }, 'textKo' | 'textEn', Texts>({
    initial: { textKo: initial.textKo ?? '', textEn: initial.textEn ?? '' },
    read: (values) => {
      const input = { textKo: written(values.textKo), textEn: written(values.textEn) }
      return input.textKo === null && input.textEn === null
        ? { faults: { textKo: 'missing' as const } }
        : { input }
    },
    send: onKeep,
    say: () => t('precedent.text.missing'),
    refusal: () => ({ text: t('question.failed') }),
  })
  useUnsentEdit(form.dirty)

  async function keep() {
    if (await form.submit()) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('precedent.keep')}
      footer={
        <Button disabled={form.busy} onClick={() => void keep()}>
          {t('precedent.keep')}
        </Button>
      }
    >
      <div className="stack">
        <p className="text-label text-quiet">{t('precedent.readers')}</p>
        <TextArea
          label={t('precedent.text.ko')}
          minRows={4}
          maxLength={4000}
          optional
          {...form.field('textKo')}
        />
        <TextArea
          label={t('precedent.text.en')}
          minRows={4}
          maxLength={4000}
          optional
          {...form.field('textEn')}
        />
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
