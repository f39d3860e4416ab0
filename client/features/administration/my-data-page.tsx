import { useState } from 'react'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { type Refusal, useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { saveFile } from '#client/lib/download.ts'
import { type Translate, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { copyInput } from '#shared/administration/copy-views.ts'
import { fetchCopy } from './my-data.ts'

const fields = ['current'] as const

/** Returns what the server refused, at the field that it speaks of. */
function refusalOf(t: Translate, thrown: unknown): Refusal<'current'> {
  const { code, details } = toAppError(thrown)
  const { reason, retryAfter } = details
  if (reason === 'wrong_password') return { field: 'current', text: t('password.wrong') }
  if (reason === 'network') return { text: t('myData.offline') }
  if (reason === 'broken') return { text: t('myData.broken') }
  if (reason === 'busy') return { text: t('signIn.busy') }
  if (code === 'TOO_MANY_REQUESTS') return { text: t('signIn.wait', { n: retryAfter ?? 60 }) }
  return { text: t(`error.${code}`) }
}

/** Downloads the copy of one's own data; the password is asked for, because a phone may lie open. */
export function MyDataPage() {
  const t = useT()
  const toast = useToast()
  const { personId } = useMe().person
  const { online } = useWorkStatus()
  const [kind, setKind] = useState<'json' | 'tables'>('json')
  const form = useForm({
    initial: { current: '' },
    read: (values) => readWith(copyInput, values, fieldsNamed(fields)),
    send: async (input) => {
      const file = await fetchCopy(input, personId)
      if (kind === 'json') return saveFile(`${t('myData.file')}.json`, file)
      const { tablesOf } = await import('./my-data-tables.ts')
      saveFile(`${t('myData.file')}.zip`, await tablesOf(file))
    },
    say: () => t('password.current.missing'),
    refusal: (thrown) => refusalOf(t, thrown),
  })

  async function save() {
    if (await form.submit()) toast({ text: t('myData.done') })
  }

  return (
    <DetailPage title={t('myData.title')} back={paths.me}>
      <form
        className="inset stack stack-wide inset-block"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p>{t('myData.what')}</p>
        <p>{t('myData.not')}</p>
        <p>{t('myData.opened')}</p>
        <p className="text-label text-quiet">{t('myData.form')}</p>
        {!online && <output>{t('myData.offline')}</output>}
        <ChipGroup
          label={t('myData.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'json', label: t('myData.kind.json') },
            { value: 'tables', label: t('myData.kind.tables') },
          ]}
        />
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          {...form.field('current')}
        />
        <output>{form.busy ? t('myData.running') : ''}</output>
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
        <div>
          <Button type="submit" disabled={!online || form.busy}>
            {t('myData.download')}
          </Button>
        </div>
      </form>
    </DetailPage>
  )
}
