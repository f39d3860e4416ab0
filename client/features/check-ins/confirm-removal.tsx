import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'

type Props = { title: string; text: string; yes: string; onYes: () => void; onClose: () => void }

/** Asks once, because it is for good. */
export function ConfirmRemoval({ title, text, yes, onYes, onClose }: Props) {
  const t = useT()
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onClick={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      <p className="text-prose">{text}</p>
    </Sheet>
  )
}
