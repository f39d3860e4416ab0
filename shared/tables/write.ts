/** Begins a formula in a spreadsheet; a cell of somebody else's text must not. */
const formula = /^[=+\-@\t\r]/

/** Returns rows as a CSV that Excel opens as it is: UTF-8 with its mark, cells quoted where they must be. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = formula.test(text) && !/^[+-]?[\d.]+$/.test(text) ? `'${text}` : text
    return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
