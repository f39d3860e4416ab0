import { useState } from 'react'
import { useNavigate } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
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
import { administration } from '#shared/administration/contracts.ts'
import type { StructureView } from '#shared/administration/views.ts'
import { useAdminister, useStructure } from './data.ts'
import { makeLink } from './invitation-link.ts'
import { LinkView } from './link-view.tsx'
import { StandingFields, standingFields } from './standing-fields.tsx'
import { missingIn, newStanding, standingOf } from './standing-form.ts'
import { useForm } from './use-form.ts'

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

const fields = ['name', 'email', 'reference', ...standingFields]

function InviteForm({ structure }: { structure: StructureView }) {
  const t = useT()
  const { online } = useWorkStatus()
  const navigate = useNavigate()
  const administer = useAdminister()
  const { locale: mine } = useMe().person
  const form = useForm(fields)
  const [person, setPerson] = useState({ name: '', email: '', reference: '', locale: mine })
  const [standing, setStanding] = useState(() => newStanding(calendarDay(Date.now(), structure.org.zone)))
  const [ids] = useState(() => ({ personId: uuidv7(), membershipId: uuidv7() }))
  const [made, setMade] = useState<Awaited<ReturnType<typeof makeLink>>>()
  const [link, setLink] = useState<string>()
  useUnsentEdit(link === undefined && person.name.trim() !== '')

  function change(next: Partial<typeof person>) {
    setPerson({ ...person, ...next })
    form.clear()
  }

  async function send() {
    const wanting = [
      ...(person.name.trim() === '' ? ['name'] : []),
      ...(person.email.trim() === '' ? ['email'] : []),
      ...missingIn(standing),
    ]
    // One link for all tries: where the answer to the first was lost, it is the link that holds.
    const invitation = made ?? (await makeLink(window.location.origin))
    setMade(invitation)
    const done = await form.submit(wanting, () =>
      administer(administration.invite, {
        personId: ids.personId,
        name: person.name.trim(),
        email: person.email.trim().toLowerCase(),
        reference: person.reference.trim() || null,
        locale: person.locale,
        standing: standingOf(standing, ids.membershipId),
        tokenHash: invitation.tokenHash,
      }),
    )
    if (done) setLink(invitation.link)
  }

  if (link)
    return (
      <DetailPage
        title={t('admin.link.title', { name: person.name })}
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
          <Button disabled={!online || form.busy} onClick={() => void send()}>
            {t('admin.invite.send')}
          </Button>
        </Dock>
      }
    >
      <div className="inset stack stack-wide inset-block">
        {!online && <output>{t('admin.offline')}</output>}
        <TextField
          label={t('admin.invite.name')}
          error={form.errorAt('name')}
          value={person.name}
          maxLength={200}
          autoComplete="off"
          onChange={(name) => change({ name })}
        />
        <TextField
          label={t('admin.invite.email')}
          error={form.errorAt('email')}
          type="email"
          value={person.email}
          maxLength={254}
          autoComplete="off"
          onChange={(email) => change({ email })}
        />
        <StandingFields
          form={standing}
          teams={structure.teams}
          errorAt={form.errorAt}
          onChange={(next) => {
            setStanding(next)
            form.clear()
          }}
        />
        {standing.role === 'analyst' && (
          <TextField
            label={t('admin.invite.reference')}
            optional
            hint={t('admin.invite.reference.hint')}
            error={form.errorAt('reference')}
            value={person.reference}
            maxLength={200}
            autoComplete="off"
            onChange={(reference) => change({ reference })}
          />
        )}
        <div>
          <Label>{t('admin.invite.language')}</Label>
          <ChipGroup
            label={t('admin.invite.language')}
            value={person.locale}
            onChange={(locale) => change({ locale })}
            options={[
              { value: 'ko', label: t('language.ko') },
              { value: 'en', label: t('language.en') },
            ]}
          />
        </div>
        <p role="alert" className="field-error">
          {form.elsewhere}
        </p>
      </div>
    </DetailPage>
  )
}
