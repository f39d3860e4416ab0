import './admin.css'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { administration, nameOrganisationInput } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { OfflineHoursForm } from './offline-hours-form.tsx'
import { useChangeForm } from './use-change-form.ts'

const fields = ['name'] as const

/** Changes what the organisation is called and how long phones show their copies; says where its days are. */
export function OrganisationForm({ org }: { org: StructureView['org'] }) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const form = useChangeForm({
    fields,
    initial: { name: org.name },
    read: (values) => readWith(nameOrganisationInput, values, fieldsNamed(fields)),
    send: (input) => administer(administration.nameOrganisation, input),
  })

  async function save() {
    if (await form.submit()) toast({ text: t('admin.org.saved') })
  }

  return (
    <section className="inset stack stack-wide inset-block">
      {!online && <output>{t('admin.offline')}</output>}
      <TextField label={t('admin.org.name')} maxLength={200} autoComplete="off" {...form.field('name')} />
      <p role="alert" className="field-error" hidden={!form.failure}>
        {form.failure}
      </p>
      <div>
        <Button
          variant="secondary"
          disabled={!online || form.busy || form.values.name.trim() === org.name}
          onClick={() => void save()}
        >
          {t('admin.org.save')}
        </Button>
      </div>
      <OfflineHoursForm key={org.offlineHours} hours={org.offlineHours} />
      <DefinitionList variant="aligned" className="admin-facts">
        <Definition term={t('admin.org.zone')}>{org.zone}</Definition>
      </DefinitionList>
    </section>
  )
}
