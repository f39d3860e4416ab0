/** An error that the server answered with; `data` is what its formatter made of it. */
export class RefusedCall extends Error {
  readonly data: unknown

  constructor(data: unknown) {
    super('The server refused the call')
    this.data = data
  }
}

/** An answer that is no answer of this server: a page of a proxy, of a Wi-Fi's own sign-in, of a gateway. */
export class ForeignAnswer extends Error {
  readonly status: number

  constructor(status: number) {
    super('Not an answer of this server')
    this.status = status
  }
}

type Options = { headers: Record<string, string>; signal?: AbortSignal | undefined }

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

function send(path: string, input: unknown, { headers, signal }: Options): Promise<Response> {
  return fetch(`/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
    ...(signal ? { signal } : {}),
  })
}

/**
 * Calls one procedure in tRPC's protocol. Queries go by POST too, so that nothing private stands in an address.
 * `early` is its answer where the first script of the page has asked already.
 * @throws RefusedCall for an error of the server; ForeignAnswer where something else answered; any other error where
 * nothing did.
 */
export async function call(
  path: string,
  input: unknown,
  options: Options,
  early?: Promise<Response>,
): Promise<unknown> {
  const response = await (early ?? send(path, input, options))
  const answer: unknown = await response.json().catch((thrown) => {
    // A body that broke off is the network's doing; one that is not JSON came from somebody else.
    throw thrown instanceof SyntaxError ? new ForeignAnswer(response.status) : thrown
  })
  const refused = field(field(answer, 'error'), 'data')
  if (typeof refused === 'object' && refused !== null) throw new RefusedCall(refused)
  const result = field(answer, 'result')
  if (typeof result !== 'object' || result === null) throw new ForeignAnswer(response.status)
  return field(result, 'data')
}
