import type { CommandMeta } from '#shared/core/command.ts'
import type { SignedIn } from '#tests/support/app.ts'

export interface Answer {
  /** 'OK', or the code of the refusal. */
  code: string
  text: string
}

/** Calls a procedure by its path, as a browser with this cookie would; none for a stranger. */
export async function callProcedure(
  url: string,
  cookie: string | undefined,
  { procedure, input }: { procedure: string; input: unknown },
): Promise<Answer> {
  const response = await fetch(`${url}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(input ?? {}),
  })
  const text = await response.text()
  const body = JSON.parse(text) as { error?: { data: { app: { code: string } } } }
  return { code: body.error ? body.error.data.app.code : 'OK', text }
}

/** The envelope of the next command of this person's device. */
export const commandOf = (
  who: SignedIn,
  input: unknown,
  base: number | null = null,
): { meta: CommandMeta; input: unknown } => ({
  meta: who.meta(base),
  input,
})
