import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { v7 as uuidv7 } from 'uuid'
import type { CommandResult } from '#shared/core/command.ts'
import { type ErrorCode, errorCodes } from '#shared/core/errors.ts'
import type { SignedIn } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

export interface Acknowledged {
  name: string
  id: string
  result: CommandResult
}
/** The server's answers to every phone of a run. */
export interface Answers {
  acknowledged: Acknowledged[]
  refused: Set<ErrorCode>
}
/** The notes that one phone wrote, each with the last version that was acknowledged. */
export interface Written {
  person: TestPerson
  notes: Map<string, CommandResult>
}

interface Phone {
  answers: Answers
  about: { teamId: string; subjectId: string }
  /** False once no further command is to be begun. */
  goesOn: () => boolean
  /** Aborted where what was begun is not to be sent again either. */
  signal: AbortSignal
}

/** Sends a command with one id until it is acknowledged, as a phone does. */
async function send(
  { answers, signal }: Phone,
  { name, id }: { name: string; id: string },
  call: () => Promise<CommandResult>,
): Promise<CommandResult> {
  for (;;) {
    try {
      const result = await call()
      answers.acknowledged.push({ name, id, result })
      return result
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error
      const code: ErrorCode | undefined = error.data?.app?.code
      if (code) answers.refused.add(code)
      if (code && errorCodes[code].retry !== 'later') throw error
      await sleep(100, undefined, { signal })
    }
  }
}

/** Writes as one phone: a new note, a revision of it, a row of Today settled, a preference, over and over. */
export async function write({ client, meta, person }: SignedIn, phone: Phone): Promise<Written> {
  const notes = new Map<string, CommandResult>()
  for (let turn = 0; phone.goesOn(); turn += 1) {
    const last = [...notes].at(-1)
    const revises = turn % 4 === 1 && last !== undefined
    const noteId = revises ? last[0] : uuidv7()
    const note = meta(revises ? last[1].version : null)
    const input = {
      noteId,
      ...phone.about,
      audience: 'person' as const,
      criterion: null,
      evidence: [],
      followUpOn: null,
      body: { kind: 'quick' as const, text: `turn ${turn}` },
      actions: [],
    }
    const saved = await send(phone, { name: 'coaching.saveNote', id: note.id }, () =>
      client.coaching.saveNote.mutate({ meta: note, input }),
    )
    notes.set(noteId, saved)
    const own = meta()
    if (turn % 2 === 0)
      await send(phone, { name: 'today.settle', id: own.id }, () =>
        client.today.settle.mutate({ meta: own, input: { key: 'one key', how: 'done', until: null } }),
      )
    else
      await send(phone, { name: 'people.setPreferences', id: own.id }, () =>
        client.people.setPreferences.mutate({
          meta: own,
          input: { theme: turn % 4 === 1 ? 'dark' : 'light' },
        }),
      )
  }
  return { person, notes }
}
