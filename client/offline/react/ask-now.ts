import { useCallback, useRef } from 'react'
import { checkedAnswer, checkedInput } from '#client/offline/outbox/contract-values.ts'
import { despiteLoss } from '#client/offline/outbox/mirror.ts'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import { personInside } from '#client/offline/outbox/person-key.ts'
import type { Send } from '#client/offline/sync/attempt.ts'
import type { CommandMeta } from '#shared/core/command.ts'
import type { AnyCommand, InputOf, ResultOf } from '#shared/core/contract.ts'
import { useOffline } from './offline-context.ts'

/** A command that must not wait on a phone. */
type Now = AnyCommand & { readonly way: 'now' }
type Parts = { outbox: Outbox; send: Send }
type Asking<C extends Now> = { id: string; base: number | null; input: InputOf<C> }

/** Takes the next place in the order of this phone's writes. @throws OfflineRefusal after sign-out. */
async function nextPlace(outbox: Outbox): Promise<Pick<CommandMeta, 'device' | 'seq'>> {
  const take = () =>
    outbox.connection.write(['persons'], 'strict', async (tx) => {
      const row = await personInside(tx, outbox.person)
      await tx.objectStore('persons').put({ ...row, nextSeq: row.nextSeq + 1 })
      return { device: row.device, seq: row.nextSeq }
    })
  return await despiteLoss(outbox, take)
}

/**
 * Asks the server for a command at once or not at all. Asked again with the same `id` it is still one write.
 * @throws AppError `INVALID`; the server's refusal; OfflineRefusal after sign-out.
 */
export async function askNow<C extends Now>(
  { outbox, send }: Parts,
  contract: C,
  { id, base, input }: Asking<C>,
): Promise<ResultOf<C>> {
  const { personId, platform } = outbox
  const checked = checkedInput(contract, input)
  const { name, version } = contract
  const place = await nextPlace(outbox)
  const claimedAt = new Date(platform.clock.now()).toISOString()
  const meta: CommandMeta = { id, ...place, version, base, claimedAt }
  const answer = await send({ personId, name, meta, input: checked }, new AbortController().signal)
  return checkedAnswer(contract, answer)
}

/**
 * For what needs the network: resolves with the server's answer, or throws its refusal and keeps nothing. After a
 * failure another try with the same input is the same write: an answer that was lost on the way changes nothing.
 */
export function useAskNow() {
  const { outbox, send } = useOffline()
  const last = useRef({ asked: '', id: '' })
  return useCallback(
    async <C extends Now>(
      contract: C,
      input: NoInfer<InputOf<C>>,
      { base = null }: { base?: number | null } = {},
    ): Promise<ResultOf<C>> => {
      const asked = JSON.stringify([contract.name, base, input])
      if (last.current.asked !== asked) last.current = { asked, id: outbox.platform.newId() }
      const answer = await askNow({ outbox, send }, contract, { id: last.current.id, base, input })
      // Done: the same once more is meant as another write.
      last.current = { asked: '', id: '' }
      return answer
    },
    [outbox, send],
  )
}
