import { useState } from 'react'
import { omit } from 'zod/mini'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { administration, inviteAgainInput } from '#shared/administration/contracts.ts'
import type { DirectoryPerson } from '#shared/administration/views.ts'
import { useAdminister } from './data.ts'
import { LinkView } from './link-view.tsx'
import { useChangeForm } from './use-change-form.ts'
import { useInvitationLink } from './use-invitation-link.ts'

const fields = ['email'] as const
/** The hash is of a link that is made when it is sent. */
const entered = omit(inviteAgainInput, { tokenHash: true })

/** Another link for who has not signed in yet; the address may be put right on the way. */
export function InviteAgainSheet({ person, onClose }: { person: DirectoryPerson; onClose: () => void }) {
  const t = useT()
  const administer = useAdminister()
  const invitationLink = useInvitationLink()
  const { personId, name } = person
  const form = useChangeForm({
    fields,
    initial: { email: person.email ?? '' },
    read: ({ email }) => readWith(entered, { personId, email }, fieldsNamed(fields)),
    async send(input) {
      const invitation = await invitationLink()
      await administer(administration.inviteAgain, { ...input, tokenHash: invitation.tokenHash })
      setLink(invitation.link)
    },
  })
  const [link, setLink] = useState<string>()

  return (
    <Sheet
      open
      onClose={onClose}
      title={link ? t('admin.link.title', { name }) : t('admin.invite.again')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => (link ? onClose() : void form.submit())}>
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
            type="email"
            maxLength={254}
            autoComplete="off"
            {...form.field('email')}
          />
          <p role="alert" className="field-error">
            {form.failure}
          </p>
        </div>
      )}
    </Sheet>
  )
}
