import type { FieldValues, Path } from 'react-hook-form'
import { type FormOptions, useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useToast } from '#client/ui/toast.tsx'

type Options<Values extends FieldValues, Field extends Path<Values>, Input> = Pick<
  FormOptions<Values, Field, Input>,
  'initial' | 'read' | 'send'
> & { onClose: () => void }

const parts = [
  'question',
  'recommendation',
  'ifApproved',
  'ifRejected',
  'resolution',
  'reason',
  'title',
] as const

/** Returns which of the texts of a step the field is; a comment is the only one without a name of its own. */
const partOf = (field: string) => parts.find((part) => field.split('.').at(-1) === part) ?? 'text'

/** Holds the form of a step. Closing keeps what was written; once the step is on the phone it is empty again. */
export function useStepForm<Values extends FieldValues, Field extends Path<Values>, Input>({
  onClose,
  ...options
}: Options<Values, Field, Input>) {
  const t = useT()
  const toast = useToast()
  const form = useForm<Values, Field, Input>({
    ...options,
    say: (field, fault) => t(fault === 'missing' ? `esc.missing.${partOf(field)}` : 'raise.refused.summary'),
    refusal() {
      toast({ text: t('esc.failed') })
      return {}
    },
  })
  useUnsentEdit(form.dirty)
  async function submit(): Promise<void> {
    if (!(await form.submit())) return
    form.reset(options.initial)
    onClose()
  }
  return { ...form, submit }
}
