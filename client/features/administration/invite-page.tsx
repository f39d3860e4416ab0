import { useState } from 'react'
import { useNavigate } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
import { omit } from 'zod/mini'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Label } from '#client/ui/label.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, inviteInput } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { useAdminister, useStructure } from './data.ts'
import { makeLink } from './invitation-link.ts'
import { LinkView } from './link-view.tsx'
import { RoleFields } from './role-fields.tsx'
import { assignmentOf, faultsOf, newRoleForm, roleFields } from './role-form.ts'
import { useChangeForm } from './use-change-form.ts'

/** A new person with their first role; what comes of it is the link to give them. */
export function InvitePage() {
  const t = useT()
  const query = useStructure()
  if (query.data) return <InviteForm structure={query.data} />
  return (
    <DetailPage title={t('admin.invite')} back={paths.administration()} close>
      <Loaded query={query}>{() => null}</Loaded>
    </DetailPage>
  )
}

const fields = ['name', 'email', 'reference', 'locale', ...roleFields] as const
/** The hash is of a link that is made when it is sent. */
const entered = omit(inviteInput, { tokenHash: true })

function InviteForm({ structure }: { structure: StructureView }) {
  const t = useT()
  const { online } = useWorkStatus()
  const navigate = useNavigate()
  const administer = useAdminister()
  const { locale: mine } = useMe().person
  const [ids] = useState(() => ({ personId: uuidv7(), membershipId: uuidv7() }))
  const [made, setMade] = useState<Awaited<ReturnType<typeof makeLink>>>()
  const [link, setLink] = useState<string>()
  const form = useChangeForm({
    fields,
    initial: {
      ...{ name: '', email: '', reference: '', locale: mine },
      standing: newRoleForm(calendarDay(Date.now(), structure.org.zone)),
    },
    read({ standing, reference, ...person }) {
      const role = assignmentOf(standing, ids.membershipId)
      const sent = { ...person, personId: ids.personId, reference: reference.trim() || null, standing: role }
      return withFaults(faultsOf(standing), readWith(entered, sent, fieldsNamed(fields)))
    },
    async send(input) {
      // One link for all tries: where the answer to the first was lost, it is the link that holds.
      const invitation = made ?? (await makeLink(window.location.origin))
      setMade(invitation)
      await administer(administration.invite, { ...input, tokenHash: invitation.tokenHash })
      setLink(invitation.link)
    },
  })
  const { name, standing } = form.values
  useUnsentEdit(link === undefined && name.trim() !== '')

  if (link)
    return (
      <DetailPage
        title={t('admin.link.title', { name })}
        back={paths.administration()}
        dock={
          <Dock>
            <Button onClick={() => navigate(paths.administration(), { replace: true })}>
              {t('admin.link.done')}
            </Button>
          </Dock>
        }
      >
        <div className="inset inset-block">
          <LinkView link={link} />
        </div>
      </DetailPage>
    )

  return (
    <DetailPage
      title={t('admin.invite')}
      back={paths.administration()}
      close
      dock={
        <Dock>
          <Button disabled={!online || form.busy} onClick={() => void form.submit()}>
            {t('admin.invite.send')}
          </Button>
        </Dock>
      }
    >
      <div className="inset stack stack-wide inset-block">
        {!online && <output>{t('admin.offline')}</output>}
        <TextField
          label={t('admin.invite.name')}
          {...form.field('name')}
          maxLength={200}
          autoComplete="off"
        />
        <TextField
          label={t('admin.invite.email')}
          type="email"
          {...form.field('email')}
          maxLength={254}
          autoComplete="off"
        />
        <RoleFields
          value={standing}
          teams={structure.teams}
          errorAt={form.errorAt}
          onChange={(next) => form.change({ standing: next })}
        />
        {standing.role === 'analyst' && (
          <TextField
            label={t('admin.invite.reference')}
            optional
            hint={t('admin.invite.reference.hint')}
            {...form.field('reference')}
            maxLength={200}
            autoComplete="off"
          />
        )}
        <div>
          <Label>{t('admin.invite.language')}</Label>
          <ChipGroup
            label={t('admin.invite.language')}
            value={form.values.locale}
            onChange={(locale) => form.change({ locale })}
            options={[
              { value: 'ko', label: t('language.ko') },
              { value: 'en', label: t('language.en') },
            ]}
          />
        </div>
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </DetailPage>
  )
}
