/** An error that the server answered with; `data` is what its formatter made of it. */
export class RefusedCall extends Error {
  readonly data: unknown

  constructor(data: unknown) {
    super('The server refused the call')
    this.data = data
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
 * @throws RefusedCall for an error of the server; any other error where no answer of its came.
 */
export async function call(
  path: string,
  input: unknown,
  options: Options,
  early?: Promise<Response>,
): Promise<unknown> {
  const response = await (early ?? send(path, input, options))
  const answer: unknown = await response.json()
  const error = field(answer, 'error')
  if (error !== undefined) throw new RefusedCall(field(error, 'data'))
  const result = field(answer, 'result')
  if (typeof result !== 'object' || result === null) throw new Error('Not an answer of this server')
  return field(result, 'data')
}
