import './import.css'
import FileUp from 'lucide-react/icons/file-up'
import { useId } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { FilePreview } from './file-preview.ts'

type Props = { file: File | undefined; disabled: boolean; onChoose: (file: File) => void }

/** Bytes as a person would say them. */
function sizeOf(bytes: number, number: (value: number) => string): string {
  return bytes < 1_000_000
    ? `${number(Math.ceil(bytes / 1000))} KB`
    : `${number(Math.round(bytes / 1_000_000))} MB`
}

/** The phone's own file picker behind a button. */
export function ImportFile({ file, disabled, onChoose }: Props) {
  const t = useT()
  const { number } = useFormat()
  const id = useId()
  return (
    <div className="stack stack-close">
      <label className="import-file button button-secondary">
        <Icon icon={FileUp} small />
        {file ? t('import.file.other') : t('import.file.choose')}
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-describedby={id}
          disabled={disabled}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            if (chosen) onChoose(chosen)
          }}
        />
      </label>
      <p id={id} className="text-label text-quiet">
        {file
          ? t('import.file.size', { name: file.name, size: sizeOf(file.size, number) })
          : t('import.file.hint')}
      </p>
    </div>
  )
}

const previewed = 3

/** Lets the keyboard reach what scrolls sideways without anything in it to focus. */
export const scrollsSideways = { tabIndex: 0 } as const

/** The first rows as the phone reads them. */
export function ImportPreview({ preview }: { preview: FilePreview }) {
  const t = useT()
  return (
    <section {...scrollsSideways} className="import-table import-preview" aria-label={t('import.preview')}>
      <table>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, previewed).map((row) => (
            <tr key={row.join('\n')}>
              {preview.columns.map((column, index) => (
                <td key={column}>{row[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
