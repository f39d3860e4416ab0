import Copy from 'lucide-react/icons/copy'
import { useT } from '#client/lib/i18n.ts'
import { IconButton } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'

/** Copies the number of a case, by which it is found in the system that holds its content. */
export function CopyNumber({ number }: { number: string }) {
  const t = useT()
  const toast = useToast()
  async function copy() {
    try {
      await navigator.clipboard.writeText(number)
      toast({ text: t('case.copied', { number }) })
    } catch {
      toast({ text: t('case.notCopied', { number }) })
    }
  }
  return <IconButton icon={Copy} label={t('case.copy')} onClick={() => void copy()} />
}
