import type { ReactNode } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'

type Props = {
  title: string
  form: { busy: boolean; failure: string | undefined; submit(): Promise<boolean> }
  /** Said once the server has it. */
  saved: string
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** Shows a form over the page, with its one button; it closes once the server has what was written. */
export function PolicySheet({ title, form, saved, onClose, children }: Props) {
  const t = useT()
  const toast = useToast()

  async function save() {
    if (!(await form.submit())) return
    toast({ text: saved })
    onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t('policy.save')}
        </Button>
      }
    >
      <div className="stack">
        {children}
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
