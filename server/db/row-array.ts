type Cell = string | number | boolean | null

/** Matches what needs no quotes, neither in a row nor in an array of rows. */
const plain = /^[\w.:+-]+$/

/**
 * Returns rows as the text of an array of a composite type, each with its cells in the order of the type: to be sent as one
 * value and cast.
 */
export const rowArray = (rows: readonly (readonly Cell[])[]): string =>
  `{${rows.map((cells) => quoted(`(${cells.map(cellOf).join(',')})`)).join(',')}}`

/** Nothing between two commas is null; an empty text has quotes. */
function cellOf(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell !== 'string' || plain.test(cell) ? String(cell) : quoted(cell)
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
