import { type ReactNode, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { omit } from 'zod/mini'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Label } from '#client/ui/label.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { administration, inviteAnalystInput } from '#shared/administration/contracts.ts'
import type { NewcomerView } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { InvitedFields, InvitedLanguage } from './invited-fields.tsx'
import { newcomersAlike } from './newcomers-alike.ts'
import { useChangeForm } from './use-change-form.ts'
import { useInvitationLink } from './use-invitation-link.ts'

const fields = ['name', 'email', 'personId', 'locale'] as const
/** The hash is of a link that is made when it is sent. */
const entered = omit(inviteAnalystInput, { tokenHash: true })

type Props = {
  teamId: string
  newcomers: readonly NewcomerView[]
  /** The newcomer whom the invitation is for; undefined for somebody new. */
  chosen: NewcomerView | undefined
  onMade: (name: string, link: string) => void
  /** Below the form. */
  children?: ReactNode
}

/** Name, address and language of an analyst; who is alike among the newcomers is offered, and chosen by the reader. */
export function InviteAnalystForm({ teamId, newcomers, chosen, onMade, children }: Props) {
  const t = useT()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const invitationLink = useInvitationLink()
  const { locale: mine } = useMe().person
  const [ids] = useState(() => ({ personId: uuidv7(), membershipId: uuidv7() }))
  const form = useChangeForm({
    fields,
    initial: {
      ...{ name: chosen?.name ?? '', email: chosen?.email ?? '', locale: mine },
      personId: chosen?.personId ?? '',
    },
    read({ personId, ...person }) {
      const isAsked = chosen === undefined && newcomersAlike(newcomers, person).length > 0
      const sent = { ...person, teamId, ...ids, personId: personId || ids.personId }
      const faults = isAsked && personId === '' ? { personId: 'missing' as const } : {}
      return withFaults(faults, readWith(entered, sent, fieldsNamed(fields)))
    },
    async send(input) {
      const invitation = await invitationLink()
      await administer(administration.inviteAnalyst, { ...input, tokenHash: invitation.tokenHash })
      onMade(input.name, invitation.link)
    },
  })
  const { values } = form
  const alike = chosen ? [] : newcomersAlike(newcomers, values)
  useUnsentEdit(values.name.trim() !== '' && values.name !== chosen?.name)

  return (
    <DetailPage
      title={t('admin.analyst.title')}
      back={paths.team(teamId)}
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
        {alike.length > 0 && (
          <div aria-invalid={form.errorAt('personId') ? true : undefined}>
            <Label>{t('admin.analyst.alike')}</Label>
            <ChipGroup
              label={t('admin.analyst.alike')}
              value={values.personId || undefined}
              onChange={(personId) => form.change({ personId })}
              options={[
                ...alike.map(({ personId, name, reference }) => ({
                  value: personId,
                  label: reference && reference !== name ? `${name} (${reference})` : name,
                })),
                { value: ids.personId, label: t('admin.analyst.somebodyElse') },
              ]}
            />
            <p className="field-error" aria-live="polite" hidden={!form.errorAt('personId')}>
              {form.errorAt('personId')}
            </p>
          </div>
        )}
        <InvitedLanguage {...form.field('locale')} />
        <p className="text-label text-quiet">{t('admin.analyst.counts')}</p>
        <p role="alert" className="field-error">
          {form.failure}
        </p>
      </div>
      {children}
    </DetailPage>
  )
}
