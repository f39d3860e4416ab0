import './import.css'
import FileUp from 'lucide-react/icons/file-up'
import { useEffect, useRef } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { FileButton } from '#client/ui/file-button.tsx'
import type { FileFacts } from '#shared/tables/read-table.ts'
import type { FilePreview } from './file-preview.ts'

type Props = {
  file: File | undefined
  facts: FileFacts | null
  disabled: boolean
  onChoose: (file: File) => void
}

/** Bytes as a person would say them. */
function sizeOf(bytes: number, number: (value: number) => string): string {
  return bytes < 1_000_000
    ? `${number(Math.ceil(bytes / 1000))} KB`
    : `${number(Math.round(bytes / 1_000_000))} MB`
}

const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  cp949: 'CP949',
} as const
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

/** Returns in words what a file turned out to be: encoding and delimiter, or the sheet that was read. */
export function useFactsText(): (facts: FileFacts) => string {
  const t = useT()
  const { number } = useFormat()
  return (facts) => {
    if (facts.format === 'workbook') {
      const { sheet, otherSheets } = facts
      return otherSheets.length > 0
        ? t('import.file.sheets', { sheet, others: otherSheets.join(', ') })
        : t('import.file.sheet', { sheet })
    }
    if (facts.format === 'ozone')
      return t('import.file.ozone', { n: facts.events, shown: number(facts.events) })
    const encoding = encodingNames[facts.encoding]
    const known = Object.entries(delimiterNames).find(([delimiter]) => delimiter === facts.delimiter)
    return known ? `${encoding} · ${t(`import.delimiter.${known[1]}`)}` : encoding
  }
}

/** The phone's own file picker behind a button. */
export function ImportFile({ file, facts, disabled, onChoose }: Props) {
  const t = useT()
  const { number } = useFormat()
  const factsText = useFactsText()
  const about = file
    ? [t('import.file.size', { name: file.name, size: sizeOf(file.size, number) }), facts && factsText(facts)]
        .filter(Boolean)
        .join(' · ')
    : t('import.file.hint')
  return (
    <FileButton
      icon={FileUp}
      also=".json,application/json"
      hint={about}
      disabled={disabled}
      onChoose={onChoose}
    >
      {file ? t('import.file.other') : t('import.file.choose')}
    </FileButton>
  )
}

/** Rows that are shown: on a phone, and where there is room beside the columns. */
const previewed = { phone: 3, desk: 12 }

/** Lets the keyboard reach what scrolls sideways without anything in it to focus. */
export const scrollsSideways = { tabIndex: 0 } as const

type PreviewProps = {
  preview: FilePreview
  /** The column that is being asked about, which is washed and brought into sight. */
  asked?: string | undefined
}

/** The first rows as the phone reads them. */
export function ImportPreview({ preview, asked }: PreviewProps) {
  const t = useT()
  const rows = previewed[useMedia(deskRoom) ? 'desk' : 'phone']
  const table = useRef<HTMLElement>(null)
  useEffect(() => {
    if (asked === undefined) return
    const head = table.current?.querySelector('th[data-asked]')
    head?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [asked])
  const isAsked = (column: string) => column === asked || undefined
  return (
    <section
      ref={table}
      {...scrollsSideways}
      className="import-table import-preview"
      aria-label={t('import.preview')}
    >
      <table>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column} scope="col" data-asked={isAsked(column)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, rows).map((row) => (
            <tr key={row.join('\n')}>
              {preview.columns.map((column, index) => (
                <td key={column} data-asked={isAsked(column)}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
