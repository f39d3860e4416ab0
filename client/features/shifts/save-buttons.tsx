import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'

type Props = { label: string; busy: boolean; onSave: () => Promise<void>; onRemove: (() => void) | undefined }

/** Ends a sheet with what saves it, and with what removes what was there before. */
export function SaveButtons({ label, busy, onSave, onRemove }: Props) {
  const t = useT()
  return (
    <>
      {onRemove && (
        <Button variant="danger" onClick={onRemove}>
          {t('shift.remove')}
        </Button>
      )}
      <Button disabled={busy} onClick={() => void onSave()}>
        {label}
      </Button>
    </>
  )
}
