import { useCallback, useRef } from 'react'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import { personInside } from '#client/offline/outbox/person-key.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import { useOffline } from './offline-context.ts'

/**
 * The envelope of a write that goes to the server at once or not at all, because it must not wait on a phone. It takes
 * its place in the order of this phone's writes. Sent again with the same `id` it is still one write.
 * @throws OfflineRefusal after sign-out.
 */
export async function metaNow(
  outbox: Outbox,
  { id, base }: { id: string; base: number | null },
): Promise<CommandMeta> {
  const { connection, person, platform, device } = outbox
  const seq = await connection.write(['persons'], 'strict', async (tx) => {
    const row = await personInside(tx, person)
    await tx.objectStore('persons').put({ ...row, nextSeq: row.nextSeq + 1 })
    return row.nextSeq
  })
  return { id, device, seq, version: 1, base, claimedAt: new Date(platform.clock.now()).toISOString() }
}

/**
 * For what needs the network: answers with the server's result, or throws its refusal and keeps nothing. While the input
 * stays the same, another try is the same write: an answer that was lost on the way changes nothing.
 */
export function useSendNow() {
  const { outbox } = useOffline()
  const last = useRef({ input: '', id: '' })
  return useCallback(
    async <Input>(
      input: Input,
      send: (envelope: { meta: CommandMeta; input: Input }) => Promise<CommandResult>,
      { base = null }: { base?: number | null } = {},
    ): Promise<CommandResult> => {
      const written = JSON.stringify([base, input])
      if (last.current.input !== written) last.current = { input: written, id: outbox.platform.newId() }
      const meta = await metaNow(outbox, { id: last.current.id, base })
      return await send({ meta, input })
    },
    [outbox],
  )
}
