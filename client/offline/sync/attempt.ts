import type { Registry } from '#client/offline/outbox/command-registry.ts'
import { park, postpone, settle } from '#client/offline/outbox/delivery.ts'
import { type Outbox, readInput } from '#client/offline/outbox/outbox.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import type { PhoneCommand } from '#client/offline/outbox/phone-command.ts'
import { keepCopy } from '#client/offline/outbox/sent-copies.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import { backoff } from './backoff.ts'
import { classify } from './classify.ts'

export type Sending = {
  /** Whose work it is. The server must refuse it when the session is another person's. */
  personId: string
  name: string
  meta: CommandMeta
  input: unknown
}
/** Calls the server's command of this name; whatever comes back is checked by who called. */
export type Send = (command: Sending, signal: AbortSignal) => Promise<unknown>
export type Delivered = {
  record: OutboxRecord
  command: PhoneCommand
  input: unknown
  result: CommandResult
}

/** Holds what one attempt needs. */
export type Courier = {
  outbox: Outbox
  registry: Registry
  send: Send
  onResult(delivered: Delivered): void | Promise<void>
  problem(problem: unknown): void
  /** Milliseconds. */
  timeout: number
  stopping: AbortSignal
}

export type Attempt =
  /** The server has it and the record is gone. */
  | 'delivered'
  /** It was answered, and now waits for its time or for the person. */
  | 'refused'
  | 'no-network'
  /** The whole queue has to wait for this. */
  | 'sign-in'
  | 'update'
  /** We were told to stop; the record stays as it is. */
  | 'stopped'

async function answer(courier: Courier, command: Sending): Promise<unknown> {
  const { outbox, send, timeout, stopping } = courier
  const attempt = new AbortController()
  let lost = () => {}
  const noAnswer = new Promise<never>((_, reject) => {
    lost = () => {
      attempt.abort()
      reject(new Error('No answer'))
    }
  })
  const cancel = outbox.platform.clock.after(timeout, lost)
  stopping.addEventListener('abort', lost)
  try {
    return await Promise.race([send(command, attempt.signal), noAnswer])
  } finally {
    cancel()
    stopping.removeEventListener('abort', lost)
  }
}

async function refused({ outbox }: Courier, record: OutboxRecord, thrown: unknown): Promise<Attempt> {
  const { clock, random } = outbox.platform
  const { action, error } = classify(thrown)
  if (action === 'never') {
    await park(outbox, record.commandId, error)
    return 'refused'
  }
  if (action === 'later') {
    const wait = backoff(record.attempts, random(), error.details.retryAfter)
    await postpone(outbox, record.commandId, { nextAttemptAt: clock.now() + wait, error })
    return error.code === 'NETWORK' ? 'no-network' : 'refused'
  }
  // Only an update helps: the record says so to its person, and is sent by the release that can.
  const said = action === 'after-update' ? error : null
  await postpone(outbox, record.commandId, { nextAttemptAt: 0, error: said })
  return action === 'after-sign-in' ? 'sign-in' : 'update'
}

/** Sends one claimed record once, and leaves it in the state that follows from what came back. */
export async function attempt(courier: Courier, record: OutboxRecord): Promise<Attempt> {
  const { outbox, registry, onResult, problem, stopping } = courier
  let written: unknown
  try {
    written = await readInput(outbox, record)
  } catch {
    await park(outbox, record.commandId, { code: 'UNREADABLE', details: {} })
    return 'refused'
  }
  const prepared = registry.prepare(record, written)
  if (prepared.kind !== 'ready') {
    await park(outbox, record.commandId, { code: 'UPGRADE', details: {} })
    return 'refused'
  }
  // An abort that has happened raises no event any more: nobody would end the attempt before its time.
  if (stopping.aborted) return 'stopped'
  const { input, command } = prepared
  const { commandId: id, device, seq, base, claimedAt, personId, name } = record
  const meta: CommandMeta = { id, device, seq, version: command.contract.version, base, claimedAt }
  let result: CommandResult
  try {
    result = command.answer(await answer(courier, { personId, name, meta, input }))
  } catch (thrown) {
    return stopping.aborted ? 'stopped' : refused(courier, record, thrown)
  }
  if (stopping.aborted) return 'stopped'
  try {
    await onResult({ record, command, input, result })
  } catch (thrown) {
    // The server has it; the next read of the server shows it.
    problem(thrown)
  }
  try {
    await keepCopy(outbox, record, (earlier) => command.deletes(input, earlier))
  } catch (thrown) {
    // Without its copy it cannot be brought back, and is sent all the same.
    problem(thrown)
  }
  await settle(outbox, record.commandId, result)
  return 'delivered'
}
