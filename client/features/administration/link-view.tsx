import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { invitationDays } from '#shared/administration/rules.ts'

/** The link of an invitation, shown once: copied, or selected where the browser does not copy. */
export function LinkView({ link }: { link: string }) {
  const t = useT()
  const { shortDate } = useFormat()
  const [said, setSaid] = useState('')
  const until = shortDate(Date.now() + invitationDays * 86_400_000)

  async function copy() {
    try {
      await navigator.clipboard.writeText(link)
      setSaid(t('admin.link.copied'))
    } catch {
      setSaid(t('admin.link.notCopied'))
    }
  }

  return (
    <div className="stack">
      <p>{t('admin.link.once')}</p>
      <Field label={t('admin.link.label')} hint={t('admin.link.good', { n: invitationDays, day: until })}>
        {(control) => (
          <input
            {...control}
            className="control"
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <Button variant="secondary" onClick={() => void copy()}>
        {t('admin.link.copy')}
      </Button>
      <output>{said}</output>
    </div>
  )
}
