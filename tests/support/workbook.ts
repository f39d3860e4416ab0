import { crc32 } from 'node:zlib'

/** A cell as XML of a sheet: text, a number with the number of its style, an error, a formula with its result. */
export type WorkbookCellXml =
  | string
  | { n: number | string; style?: number }
  | { error: string }
  | { formula: string }
  | null

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

function cellXml(cell: WorkbookCellXml, address: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string')
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`
  if ('error' in cell) return `<c r="${address}" t="e"><v>${cell.error}</v></c>`
  if ('formula' in cell) return `<c r="${address}" t="str"><f>A1</f><v>${xml(cell.formula)}</v></c>`
  return `<c r="${address}" s="${cell.style ?? 0}"><v>${cell.n}</v></c>`
}

/** Makes a workbook of sheets by name: rows by their number in the sheet. `formats` are the number formats of styles 1, 2, … */
export function workbookOf(
  sheets: Readonly<Record<string, Readonly<Record<number, readonly WorkbookCellXml[]>>>>,
  {
    formats = ['yyyy-mm-dd hh:mm'],
    date1904 = false,
  }: { formats?: readonly string[]; date1904?: boolean } = {},
): Buffer {
  const names = Object.keys(sheets)
  const sheetXml = (name: string) => {
    const rows = Object.entries(sheets[name] ?? {}).map(([row, cells]) => {
      const inner = cells.map((cell, place) => cellXml(cell, `${String.fromCharCode(65 + place)}${row}`))
      return `<row r="${row}">${inner.join('')}</row>`
    })
    return `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
  }
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default ContentType="application/xml" Extension="xml"/></Types>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names.map((name, n) => `<sheet r:id="rId${n + 1}" sheetId="${n + 1}" name="${xml(name)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships">${names.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((format, n) => `<numFmt numFmtId="${170 + n}" formatCode="${xml(format).replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs><xf/>${formats.map((_, n) => `<xf numFmtId="${170 + n}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(names.map((name, n) => [`xl/worksheets/sheet${n + 1}.xml`, sheetXml(name)])),
  })
}

/** Packs files without compressing them. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content)
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path, data])
    const entry = Buffer.alloc(16)
    entry.writeUInt32LE(offset, 12)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, entry.subarray(2), path]),
    )
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end])
}
