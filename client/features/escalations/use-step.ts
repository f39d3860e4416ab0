import { useCallback } from 'react'
import type { StepCommand } from '#client/commands/escalations-commands.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'

/** Puts a step on this phone; answers with false, and says so, where the phone cannot keep it: the text stays. */
export function useStep() {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  return useCallback(
    async <Input extends { escalationId: string }>(
      command: StepCommand<Input>,
      input: NoInfer<Input>,
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
