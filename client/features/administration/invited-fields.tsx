import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Locale } from '#shared/people/views.ts'

type Control = { value: string; error: string | undefined; onChange: (value: string) => void }

/** Asks for the name and the address of who is invited. */
export function InvitedFields({ name, email }: { name: Control; email: Control }) {
  const t = useT()
  return (
    <>
      <TextField label={t('admin.invite.name')} {...name} maxLength={200} autoComplete="off" />
      <TextField label={t('admin.invite.email')} type="email" {...email} maxLength={254} autoComplete="off" />
    </>
  )
}

/** Asks in which language the invitation greets. */
export function InvitedLanguage({ value, onChange }: { value: Locale; onChange: (value: Locale) => void }) {
  const t = useT()
  return (
    <div>
      <Label>{t('admin.invite.language')}</Label>
      <ChipGroup
        label={t('admin.invite.language')}
        value={value}
        onChange={onChange}
        options={[
          { value: 'ko', label: t('language.ko') },
          { value: 'en', label: t('language.en') },
        ]}
      />
    </div>
  )
}
