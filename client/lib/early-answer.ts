type Early = { personId: string; askedAt: number; answer: Promise<Response> }

/** On the page, by procedure: its first script asks before the app's code has arrived, and each holds this file. */
const page = globalThis as { dureAnswers?: Map<string, Early> }
page.dureAnswers ??= new Map()
const answers = page.dureAnswers
/** Milliseconds after which the question is put anew: what is shown must not be older than it says. */
const trustedFor = 10_000

/** Asks a query without an input in the name of `personId`, so that another person's session refuses it. */
export function askEarly(path: string, personId: string): void {
  const headers = { 'content-type': 'application/json', 'x-dure': '1', 'x-dure-person': personId }
  const answer = fetch(`/api/trpc/${path}`, { method: 'POST', headers })
  // Heard by whoever takes it; perhaps nobody does.
  answer.catch(() => undefined)
  answers.set(path, { personId, askedAt: performance.now(), answer })
}

/** Returns the answer asked for in the name of the same person, once; undefined where the call has to be made. */
export function takeEarlyAnswer(path: string, personId: string | undefined): Promise<Response> | undefined {
  const early = answers.get(path)
  answers.delete(path)
  if (!early || early.personId !== personId || performance.now() - early.askedAt > trustedFor)
    return undefined
  return early.answer
}

/** Drops what nobody took: whoever asks for what is new from now on must not get what was asked for before. */
export function dropEarlyAnswers(): void {
  answers.clear()
}
