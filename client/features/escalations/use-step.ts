import { useCallback } from 'react'
import { useT } from '#client/lib/i18n.ts'
import type { PhoneCommand } from '#client/offline/outbox/phone-command.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { AnyCommand, InputOf } from '#shared/core/contract.ts'

/** Puts a step on this phone; answers with false, and says so, where the phone cannot keep it: the text stays. */
export function useStep() {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  return useCallback(
    async <C extends AnyCommand>(
      command: PhoneCommand<C>,
      input: NoInfer<InputOf<C>>,
      base: number | null = null,
    ): Promise<boolean> => {
      try {
        await enqueue(command, { input, base })
        return true
      } catch {
        toast({ text: t('esc.failed') })
        return false
      }
    },
    [enqueue, toast, t],
  )
}
