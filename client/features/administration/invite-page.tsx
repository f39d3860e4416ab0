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
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, inviteInput } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { useAdminister, useStructure } from './data.ts'
import { InvitedFields, InvitedLanguage } from './invited-fields.tsx'
import { LinkView } from './link-view.tsx'
import { RoleFields } from './role-fields.tsx'
import { assignmentOf, faultsOf, newRoleForm, roleFields } from './role-form.ts'
import { useChangeForm } from './use-change-form.ts'
import { useInvitationLink } from './use-invitation-link.ts'

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
  const invitationLink = useInvitationLink()
  const { locale: mine } = useMe().person
  const [ids] = useState(() => ({ personId: uuidv7(), membershipId: uuidv7() }))
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
      const invitation = await invitationLink()
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
        <InvitedFields name={form.field('name')} email={form.field('email')} />
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
        <InvitedLanguage {...form.field('locale')} />
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
    </DetailPage>
  )
}
