import type { ReactNode } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'

type Props = {
  title: string
  /** A sentence that says what it does, before its fields. */
  what: string
  submitLabel: string
  danger?: boolean
  disabled?: boolean
  busy: boolean
  failure: string | undefined
  onSubmit: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** A sheet that asks for something which needs a connection: what it does, its fields, and why it was refused. */
export function RequestFormSheet({
  title,
  what,
  submitLabel,
  danger = false,
  disabled = false,
  busy,
  failure,
  onSubmit,
  onClose,
  children,
}: Props) {
  const t = useT()
  const { online } = useWorkStatus()
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button
          size="wide"
          {...(danger ? { variant: 'danger' as const } : {})}
          disabled={disabled || busy || !online}
          onClick={() => void onSubmit()}
        >
          {submitLabel}
        </Button>
      }
    >
      <div className="stack">
        <p>{what}</p>
        {!online && <output>{t('retention.offline')}</output>}
        {children}
        <p role="alert" className="field-error">
          {failure}
        </p>
      </div>
    </Sheet>
  )
}
