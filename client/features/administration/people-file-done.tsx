import { useState } from 'react'
import { download } from '#client/lib/download.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { RefusedPerson } from '#shared/administration/people-file-rules.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { RefusedPeople } from './people-file-lists.tsx'
import { refusalOf } from './refusals.ts'
import type { DoneRow } from './use-people-file.ts'

type Props = { rows: readonly DoneRow[]; refused: readonly RefusedPerson[] }

/** Shows the invitations, once, to who made them; and what was not done. */
export function PeopleFileDone({ rows, refused }: Props) {
  const t = useT()
  const [said, setSaid] = useState('')
  const invited = rows.flatMap(({ planned: { row }, link }) => (link ? [{ ...row, link }] : []))
  const failed = rows.filter(({ failure }) => failure !== undefined)

  async function copy(link: string) {
    try {
      await navigator.clipboard.writeText(link)
      setSaid(t('admin.link.copied'))
    } catch {
      setSaid(t('admin.link.notCopied'))
    }
  }
  const save = () =>
    download(
      t('admin.file.links.file'),
      writeCsv([
        [t('admin.invite.name'), t('admin.invite.email'), t('admin.link.label')],
        ...invited.map(({ name, email, link }) => [name, email, link]),
      ]),
    )

  return (
    <>
      <div className="inset stack inset-block">
        <output className="text-heading">{t('admin.file.done', { n: invited.length })}</output>
        {invited.length > 0 && (
          <>
            <p>{t('admin.link.once')}</p>
            <div>
              <Button variant="secondary" onClick={save}>
                {t('admin.file.links')}
              </Button>
            </div>
          </>
        )}
        <output>{said}</output>
      </div>
      <RowGroup heading={t('admin.file.failures')} limit={Number.POSITIVE_INFINITY}>
        {failed.map(({ planned: { row }, failure }) => (
          <Row
            key={row.row}
            title={<PersonName name={row.name} />}
            name={row.name}
            detail={refusalOf(t, failure, []).text}
          />
        ))}
      </RowGroup>
      <RefusedPeople refused={refused} />
      <RowGroup heading={t('admin.file.invitations')} limit={Number.POSITIVE_INFINITY}>
        {invited.map(({ row, name, email, link }) => (
          <Row
            key={row}
            title={<PersonName name={name} />}
            name={name}
            detail={email}
            action={{ label: t('admin.link.copy'), onSelect: () => void copy(link) }}
          />
        ))}
      </RowGroup>
    </>
  )
}
