import './admin.css'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { useForm } from './use-form.ts'

/** What the organisation is called, and where its days are. */
export function OrganisationForm({ org }: { org: StructureView['org'] }) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const form = useForm(['name'])
  const [name, setName] = useState(org.name)

  async function save() {
    const wanting = name.trim() === '' ? ['name'] : []
    const done = await form.submit(wanting, () =>
      administer(administration.nameOrganisation, { name: name.trim() }),
    )
    if (done) toast({ text: t('admin.org.saved') })
  }

  return (
    <section className="inset stack stack-wide inset-block">
      {!online && <output>{t('admin.offline')}</output>}
      <TextField
        label={t('admin.org.name')}
        error={form.errorAt('name')}
        value={name}
        maxLength={200}
        autoComplete="off"
        onChange={(next) => {
          setName(next)
          form.clear()
        }}
      />
      <p role="alert" className="field-error" hidden={!form.elsewhere}>
        {form.elsewhere}
      </p>
      <div>
        <Button
          variant="secondary"
          disabled={!online || form.busy || name.trim() === org.name}
          onClick={() => void save()}
        >
          {t('admin.org.save')}
        </Button>
      </div>
      <DefinitionList look="aligned" className="admin-facts">
        <Definition term={t('admin.org.zone')}>{org.zone}</Definition>
      </DefinitionList>
    </section>
  )
}
