import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration } from '#shared/administration/contracts.ts'
import type { DirectoryPerson } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { makeLink } from './invitation-link.ts'
import { LinkView } from './link-view.tsx'
import { useForm } from './use-form.ts'

/** Another link for who has not signed in yet; the address may be put right on the way. */
export function InviteAgainSheet({ person, onClose }: { person: DirectoryPerson; onClose: () => void }) {
  const t = useT()
  const administer = useAdminister()
  const form = useForm(['email'])
  const { personId, name } = person
  const [email, setEmail] = useState(person.email ?? '')
  const [made, setMade] = useState<Awaited<ReturnType<typeof makeLink>>>()
  const [link, setLink] = useState<string>()

  async function invite() {
    const invitation = made ?? (await makeLink(window.location.origin))
    setMade(invitation)
    const { tokenHash } = invitation
    const done = await form.submit(email.trim() === '' ? ['email'] : [], () =>
      administer(administration.inviteAgain, { personId, email: email.trim().toLowerCase(), tokenHash }),
    )
    if (done) setLink(invitation.link)
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={link ? t('admin.link.title', { name }) : t('admin.invite.again')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => (link ? onClose() : void invite())}>
          {link ? t('admin.link.done') : t('admin.invite.send')}
        </Button>
      }
    >
      {link ? (
        <LinkView link={link} />
      ) : (
        <div className="stack">
          <p>{t('admin.invite.again.why')}</p>
          <TextField
            label={t('admin.invite.email')}
            error={form.errorAt('email')}
            type="email"
            value={email}
            maxLength={254}
            autoComplete="off"
            onChange={(next) => {
              setEmail(next)
              form.clear()
            }}
          />
          <p role="alert" className="field-error">
            {form.elsewhere}
          </p>
        </div>
      )}
    </Sheet>
  )
}
